using Cos.Primitives.Values;

namespace Cos.Fuzzing.Programs;

/// <summary>A stream of random choices that one seed decides for ever (SplitMix64; Steele, Lea and Flood 2014).</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9e3779b97f4a7c15;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from zero up to, but not including, the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Whether one of so many equally likely things happens.</summary>
    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>One of several, equally likely.</summary>
    public T Pick<T>(ReadOnlySpan<T> from) => from[Below(from.Length)];

    /// <summary>So many bytes.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)(Next() >> 56);
        }

        return bytes;
    }

    /// <summary>A word of the kind that finds mistakes: small, all ones, a power of two or beside one, few bytes wide, or anything.</summary>
    public UInt256 Word() => Below(8) switch
    {
        0 or 1 => (UInt256)(ulong)Below(40),
        2 => UInt256.One << Below(256),
        3 => (UInt256.One << Below(256)) - UInt256.One,
        4 => UInt256.Zero - (UInt256)(ulong)(1 + Below(40)),
        5 => UInt256.FromBigEndian(Bytes(1 + Below(8))),
        6 => UInt256.FromBigEndian(Bytes(20)),
        _ => UInt256.FromBigEndian(Bytes(32)),
    };
}
