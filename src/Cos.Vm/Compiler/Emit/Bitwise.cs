using Cos.Vm.Compiler.Values;

namespace Cos.Vm.Compiler.Emit;

/// <summary>AND, OR, XOR, NOT, BYTE and SIGNEXTEND, limb by limb.</summary>
internal static class Bitwise
{
    /// <summary>AND.</summary>
    internal static Word And(Emission e, Word a, Word b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        Span<Limb> r = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = (a[i], b[i]);
            r[i] = x.IsZero || y.IsZero ? Limb.Zero
                : IsFull(x) ? e.Fetch(b, i)
                : IsFull(y) ? e.Fetch(a, i)
                : x.IsConstant && y.IsConstant ? Limb.Of(x.Number & y.Number)
                : Apply(e, a, b, i, e.Il.And);
        }

        return new Word(r[0], r[1], r[2], r[3], Math.Min(a.Bits, b.Bits));
    }

    /// <summary>OR.</summary>
    internal static Word Or(Emission e, Word a, Word b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        Span<Limb> r = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = (a[i], b[i]);
            r[i] = x.IsZero ? e.Fetch(b, i)
                : y.IsZero ? e.Fetch(a, i)
                : x.IsConstant && y.IsConstant ? Limb.Of(x.Number | y.Number)
                : Apply(e, a, b, i, e.Il.Or);
        }

        return new Word(r[0], r[1], r[2], r[3], Math.Max(a.Bits, b.Bits));
    }

    /// <summary>XOR.</summary>
    internal static Word Xor(Emission e, Word a, Word b)
    {
        Span<Limb> r = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        for (var i = 0; i < 4 && !ReferenceEquals(a, b); i++)
        {
            var (x, y) = (a[i], b[i]);
            r[i] = x.IsZero ? e.Fetch(b, i)
                : y.IsZero ? e.Fetch(a, i)
                : x.IsConstant && y.IsConstant ? Limb.Of(x.Number ^ y.Number)
                : Apply(e, a, b, i, e.Il.Xor);
        }

        return new Word(r[0], r[1], r[2], r[3], Math.Max(a.Bits, b.Bits));
    }

    /// <summary>NOT.</summary>
    internal static Word Not(Emission e, Word a)
    {
        Span<Limb> r = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        for (var i = 0; i < 4; i++)
        {
            if (a[i].IsConstant)
            {
                r[i] = Limb.Of(~a[i].Number);
                continue;
            }

            e.Push(a, i);
            e.Il.Not();
            r[i] = e.Il.Keep();
        }

        return new Word(r[0], r[1], r[2], r[3], 256);
    }

    /// <summary>BYTE of a known index, counted from the most significant.</summary>
    internal static Word Byte(Emission e, ulong index, Word a)
    {
        var fromLow = index > 31 ? 32 : 31 - (int)index;
        if (8 * fromLow >= a.Bits)
        {
            return Word.Of(Limb.Zero, 0);
        }

        e.Push(a, fromLow >> 3);
        e.Il.ShiftRight(8 * (fromLow & 7));
        e.Il.Number(0xff);
        e.Il.And();
        return Word.Of(e.Il.Keep(), 8);
    }

    /// <summary>SIGNEXTEND from a known byte, counted from the least significant.</summary>
    internal static Word SignExtend(Emission e, ulong index, Word a)
    {
        if (index > 30 || a.Bits < 8 * ((int)index + 1))
        {
            return a; // the sign is known to be positive
        }

        var signLimb = (int)index >> 3;
        var unused = 56 - 8 * ((int)index & 7);
        Span<Limb> r = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        for (var i = 0; i < signLimb; i++)
        {
            r[i] = e.Fetch(a, i);
        }

        e.Push(a, signLimb);
        e.Il.ShiftLeft(unused);
        e.Il.ShiftRightSigned(unused);
        r[signLimb] = e.Il.Keep();
        e.Push(r[signLimb]);
        e.Il.ShiftRightSigned(63);
        r[(signLimb + 1)..].Fill(e.Il.Keep());
        return new Word(r[0], r[1], r[2], r[3], 256);
    }

    private static bool IsFull(Limb limb) => limb.IsConstant && limb.Number == ulong.MaxValue;

    private static Limb Apply(Emission e, Word a, Word b, int index, Action operation)
    {
        e.Push(a, b, index);
        operation();
        return e.Il.Keep();
    }
}
