using Cos.Vm.Compiler.Values;

namespace Cos.Vm.Compiler.Emit;

/// <summary>SHL, SHR and SAR by known counts.</summary>
internal static class Shifts
{
    /// <summary>SHL.</summary>
    internal static Word Left(Emission e, Word a, int count)
    {
        if (count > 255 || a.IsZero)
        {
            return Word.Of(Limb.Zero, 0);
        }

        var bits = Math.Min(256, a.Bits + count);
        var (limbs, rest) = (count >> 6, count & 63);
        Span<Limb> r = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        for (var i = limbs; i < 4 && 64 * i < bits; i++)
        {
            r[i] = Join(e, a, i - limbs, i - limbs - 1, rest);
        }

        return new Word(r[0], r[1], r[2], r[3], bits);
    }

    /// <summary>SHR.</summary>
    internal static Word Right(Emission e, Word a, int count)
    {
        if (count >= a.Bits)
        {
            return Word.Of(Limb.Zero, 0);
        }

        if (count == 0)
        {
            return a;
        }

        var bits = a.Bits - count;
        var (limbs, rest) = (count >> 6, count & 63);
        Span<Limb> r = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        for (var i = 0; 64 * i < bits; i++)
        {
            r[i] = rest == 0 ? e.Fetch(a, i + limbs) : Join(e, a, i + limbs + 1, i + limbs, 64 - rest);
        }

        return new Word(r[0], r[1], r[2], r[3], bits);
    }

    /// <summary>SAR of a word whose sign is not known.</summary>
    internal static Word RightArithmetic(Emission e, Word a, int count)
    {
        count = Math.Min(count, 255);
        if (count == 0)
        {
            return a;
        }

        var (limbs, rest) = (count >> 6, count & 63);
        e.Push(a, 3);
        e.Il.ShiftRightSigned(63);
        var sign = e.Il.Keep();
        Span<Limb> r = [sign, sign, sign, sign];
        for (var i = 0; i + limbs < 4; i++)
        {
            if (i + limbs < 3)
            {
                r[i] = rest == 0 ? e.Fetch(a, i + limbs) : Join(e, a, i + limbs + 1, i + limbs, 64 - rest);
                continue;
            }

            e.Push(a, 3);
            e.Il.ShiftRightSigned(rest);
            r[i] = e.Il.Keep();
        }

        return new Word(r[0], r[1], r[2], r[3], 256);
    }

    // The limb `upper` shifted left, filled from the top of the limb `lower`; an index outside the word reads as zero.
    private static Limb Join(Emission e, Word a, int upper, int lower, int left)
    {
        var hasUpper = upper < 4 && !a[upper].IsZero;
        var hasLower = lower >= 0 && left != 0 && !a[lower].IsZero;
        if (hasUpper)
        {
            e.Push(a, upper);
            e.Il.ShiftLeft(left);
        }

        if (hasLower)
        {
            e.Push(a, lower);
            e.Il.ShiftRight(64 - left);
        }

        if (hasUpper && hasLower)
        {
            e.Il.Or();
        }

        return hasUpper || hasLower ? e.Il.Keep() : Limb.Zero;
    }
}
