using System.Runtime.CompilerServices;
using Cos.Primitives.Values;

namespace Cos.Vm.Interpreter;

/// <summary>The moduli that MULMOD met last, those met often with their reciprocals. Not thread-safe; what it holds never changes a result.</summary>
/// <remarks>A curve's code alternates between a few moduli. A modulus earns its reciprocal, which is as dear as one MULMOD without, only by
/// repetition, so that code with a new modulus each time costs no more than it would without a cache.</remarks>
internal sealed class ModulusCache
{
    /// <summary>Moduli kept.</summary>
    internal const int ModuliMax = 4;

    /// <summary>How often a modulus is used before its reciprocal is made.</summary>
    internal const int UsesBefore = 4;

    private readonly Entry[] _entries = new Entry[ModuliMax];
    private int _last; // the entry last used
    private int _next; // the entry given up next

    /// <summary>(a * b) mod m over the full product; 0 where m is 0.</summary>
    internal UInt256 MulMod(in UInt256 a, in UInt256 b, in UInt256 modulus)
    {
        if (!PreparedModulus.Suits(modulus))
        {
            return UInt256.MulMod(a, b, modulus);
        }

        ref var entry = ref _entries[_last];
        if (entry.Modulus != modulus)
        {
            entry = ref Find(modulus);
        }

        return entry.IsPrepared || Prepare(ref entry) ? entry.Prepared.MulMod(a, b) : UInt256.MulMod(a, b, modulus);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref Entry Find(scoped in UInt256 modulus)
    {
        for (_last = 0; _last < ModuliMax; _last++)
        {
            if (_entries[_last].Modulus == modulus)
            {
                return ref _entries[_last];
            }
        }

        _last = _next;
        _next = (_next + 1) % ModuliMax;
        _entries[_last] = new Entry { Modulus = modulus };
        return ref _entries[_last];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Prepare(ref Entry entry)
    {
        if (++entry.Uses <= UsesBefore)
        {
            return false;
        }

        entry.Prepared = new PreparedModulus(entry.Modulus);
        return entry.IsPrepared = true;
    }

    private struct Entry
    {
        public UInt256 Modulus;
        public PreparedModulus Prepared;
        public bool IsPrepared;
        public int Uses;
    }
}
