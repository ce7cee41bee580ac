using Cos.Primitives.Values;

namespace Cos.Vm.Compiler;

/// <summary>Adds up what codes burn, and says when one has burnt enough to be worth compiling. Not thread-safe.</summary>
public sealed class HotCode
{
    /// <summary>Codes remembered, at least: a code is forgotten when so many others, or twice as many, burnt gas since it last did.</summary>
    public const int CodesMax = 4096;

    /// <summary>
    /// Gas that a code burns, a byte of it, before it is compiled. Compiling takes about 12 microseconds a byte; what is interpreted in five times that,
    /// at 1,000 gas a microsecond, is this.
    /// </summary>
    public const long GasPerCodeByte = 60_000;

    /// <summary>However short it is, it burns so much first.</summary>
    public const long GasAtLeast = 5_000_000;

    private readonly RecentCodes<long> _burnt = new(CodesMax);
    private readonly RecentCodes<bool> _refused = new(CodesMax); // apart, so that what burns gas without being refused drives out none of them

    /// <summary>Notes that a code has burnt gas; answers true when that makes it hot, once.</summary>
    public bool Burn(in Hash256 hash, int codeLength, long gas)
    {
        if (IsRefused(hash))
        {
            return false;
        }

        _burnt.TryGet(hash, out var before);
        var needed = Math.Max(GasAtLeast, GasPerCodeByte * codeLength);
        var after = Math.Min(before, needed) + gas;
        _burnt.Set(hash, after);
        return before < needed && after >= needed;
    }

    /// <summary>Notes that the compiler does not take a code: it is not hot again while that is remembered.</summary>
    public void Refuse(in Hash256 hash)
    {
        _burnt.Remove(hash);
        _refused.Set(hash, true);
    }

    /// <summary>Whether the compiler is known not to take a code.</summary>
    public bool IsRefused(in Hash256 hash) => _refused.TryGet(hash, out _);

    /// <summary>Begins again from nothing with one code, so that it can become hot once more.</summary>
    public void Forget(in Hash256 hash) => _burnt.Remove(hash);
}
