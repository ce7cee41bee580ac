using Cos.Primitives.Values;

namespace Cos.Vm.Compiler;

/// <summary>Adds up what codes burn, and says when one has burnt enough to be worth compiling. Not thread-safe.</summary>
public sealed class HotCode
{
    /// <summary>Codes watched at once; when there are more, watching starts again from nothing.</summary>
    public const int CodesMax = 4096;

    /// <summary>
    /// Gas that a code burns, a byte of it, before it is compiled. Compiling takes about 12 microseconds a byte; what is interpreted in five times that,
    /// at 1,000 gas a microsecond, is this.
    /// </summary>
    public const long GasPerCodeByte = 60_000;

    /// <summary>However short it is, it burns so much first.</summary>
    public const long GasAtLeast = 5_000_000;

    private readonly Dictionary<Hash256, long> _burnt = [];

    /// <summary>Notes that a code has burnt gas; answers true when that makes it hot, once.</summary>
    public bool Burn(in Hash256 hash, int codeLength, long gas)
    {
        if (_burnt.Count >= CodesMax && !_burnt.ContainsKey(hash))
        {
            _burnt.Clear();
        }

        var before = _burnt.GetValueOrDefault(hash);
        var needed = Math.Max(GasAtLeast, GasPerCodeByte * codeLength);
        _burnt[hash] = Math.Min(before, needed) + gas;
        return before < needed && _burnt[hash] >= needed;
    }

    /// <summary>Begins again from nothing with one code, so that it can become hot once more.</summary>
    public void Forget(in Hash256 hash) => _burnt.Remove(hash);

    /// <summary>Begins again from nothing.</summary>
    public void Forget() => _burnt.Clear();
}
