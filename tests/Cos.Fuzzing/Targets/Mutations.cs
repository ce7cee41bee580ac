using Cos.Fuzzing.Programs;

namespace Cos.Fuzzing.Targets;

/// <summary>Breaks an input a little, as coverage-guided fuzzers do when they have no better idea.</summary>
public static class Mutations
{
    private const int LengthMax = 4096;

    private static readonly byte[] Telling = [0x00, 0x01, 0x7f, 0x80, 0x81, 0xb7, 0xb8, 0xbf, 0xc0, 0xc1, 0xf7, 0xf8, 0xff, (byte)'"', (byte)'{', (byte)'[', (byte)'0', (byte)'-', (byte)',', (byte)'\\'];

    /// <summary>A broken copy; now and then with a piece of another input.</summary>
    public static byte[] Of(Dice dice, byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var i = dice.OneIn(2) ? 0 : dice.Below(6); i >= 0; i--)
        {
            Break(dice, bytes, other);
        }

        return [.. bytes.Take(LengthMax)];
    }

    private static void Break(Dice dice, List<byte> bytes, byte[] other)
    {
        var at = dice.Below(bytes.Count + 1);
        var count = Math.Min(bytes.Count - at, 1 + dice.Below(8));
        switch (dice.Below(7))
        {
            case 0: bytes.RemoveRange(at, count); break;
            case 1: bytes.InsertRange(at, bytes.GetRange(at, count)); break;
            case 2: bytes.Insert(at, dice.Pick<byte>(Telling)); break;
            case 3 when other.Length > 0:
                var from = dice.Below(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + 1 + dice.Below(40))]);
                break;
            case 4 when at < bytes.Count: bytes[at] = dice.Pick<byte>(Telling); break;
            case 5 when at < bytes.Count: bytes[at] ^= (byte)(1 << dice.Below(8)); break;
            default:
                if (at < bytes.Count)
                {
                    bytes[at] = dice.Bytes(1)[0];
                }

                break;
        }
    }
}
