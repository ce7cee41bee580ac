using System.Numerics;
using Cos.Primitives;
using Cos.Primitives.Values;

namespace Cos.Vm.Compiler.Values;

/// <summary>A 256-bit value while code is being compiled: where its limbs are, and how many bits it has at most. Its limbs may move to locals; its value never changes.</summary>
internal sealed class Word
{
    private readonly Limb[] _limbs;

    /// <summary>A word of limbs, lowest first, that is below 2^bits.</summary>
    internal Word(Limb l0, Limb l1, Limb l2, Limb l3, int bits)
    {
        _limbs = [l0, l1, l2, l3];
        for (var i = (bits + 63) >> 6; i < 4; i++)
        {
            _limbs[i] = Limb.Zero;
        }

        Bits = Math.Min(bits, WidthOf(_limbs));
    }

    /// <summary>The word is below 2^Bits.</summary>
    internal int Bits { get; }

    /// <summary>Limbs that may be other than zero.</summary>
    internal int Width => (Bits + 63) >> 6;

    /// <summary>Whether the value is known.</summary>
    internal bool IsConstant => _limbs[0].IsConstant && _limbs[1].IsConstant && _limbs[2].IsConstant && _limbs[3].IsConstant;

    /// <summary>Whether the value is known to be zero.</summary>
    internal bool IsZero => Bits == 0;

    /// <summary>The known value.</summary>
    internal UInt256 Constant
    {
        get
        {
            Invariant.Require(IsConstant, "the value is known");
            return new UInt256(_limbs[0].Number, _limbs[1].Number, _limbs[2].Number, _limbs[3].Number);
        }
    }

    /// <summary>Where a limb is; set to where it was moved.</summary>
    internal Limb this[int index]
    {
        get => _limbs[index];
        set => _limbs[index] = value;
    }

    /// <summary>A known value.</summary>
    internal static Word Of(in UInt256 value) => new(Limb.Of(value.U0), Limb.Of(value.U1), Limb.Of(value.U2), Limb.Of(value.U3), 256);

    /// <summary>A small value in one limb.</summary>
    internal static Word Of(Limb limb, int bits) => new(limb, Limb.Zero, Limb.Zero, Limb.Zero, bits);

    /// <summary>A value in a stack slot.</summary>
    internal static Word InSlot(int position, int bits) => new(Limb.InSlot(position, 0), Limb.InSlot(position, 1), Limb.InSlot(position, 2), Limb.InSlot(position, 3), bits);

    /// <summary>The same value once it has been written to a slot: only what is known now is kept.</summary>
    internal Word Resting(int position)
    {
        var resting = InSlot(position, Bits);
        for (var i = 0; i < 4; i++)
        {
            if (_limbs[i].IsConstant)
            {
                resting._limbs[i] = _limbs[i];
            }
        }

        return resting;
    }

    /// <summary>Adds the locals that are needed to find the word.</summary>
    internal void AddLocals(HashSet<int> locals)
    {
        foreach (var limb in _limbs)
        {
            if (limb.Kind is LimbKind.Local or LimbKind.Memory && limb.Index != Limb.NoLocal)
            {
                locals.Add(limb.Index);
            }
        }
    }

    private static int WidthOf(Limb[] limbs)
    {
        for (var i = 3; i >= 0; i--)
        {
            if (!limbs[i].IsZero)
            {
                return limbs[i].IsConstant ? 64 * i + 64 - BitOperations.LeadingZeroCount(limbs[i].Number) : 64 * i + 64;
            }
        }

        return 0;
    }
}
