using Cos.Vm.Compiler.Values;

namespace Cos.Vm.Compiler.Emit;

/// <summary>LT, GT, SLT, SGT, EQ and ISZERO, without branches: each answers a word of one bit.</summary>
internal static class Comparison
{
    /// <summary>Whether a &lt; b, unsigned.</summary>
    internal static Word Less(Emission e, Word a, Word b)
    {
        if (b.IsZero || ReferenceEquals(a, b))
        {
            return Word.Of(Limb.Zero, 0);
        }

        var shared = Math.Max(1, Math.Min(a.Width, b.Width));
        PushLess(e, a, b, shared);
        if (a.Width > shared)
        {
            e.PushAny(a, shared);
            e.Il.Number(0);
            e.Il.Equal();
            e.Il.And();
        }
        else if (b.Width > shared)
        {
            e.PushAny(b, shared);
            e.Il.Number(0);
            e.Il.Greater();
            e.Il.Or();
        }

        return Truth(e);
    }

    /// <summary>Whether a &lt; b, two's complement.</summary>
    internal static Word SignedLess(Emission e, Word a, Word b)
    {
        if (a.Bits < 256 && b.Bits < 256)
        {
            return Less(e, a, b);
        }

        PushLess(e, a, b, 3);
        PushTested(e, a, b, 3);
        e.Il.Equal();
        e.Il.And();
        PushTested(e, a, b, 3);
        e.Il.LessSigned();
        e.Il.Or();
        return Truth(e);
    }

    /// <summary>Whether they are equal.</summary>
    internal static Word Equal(Emission e, Word a, Word b)
    {
        if (ReferenceEquals(a, b))
        {
            return Word.Of(Limb.Of(1), 1);
        }

        if (a.IsZero || b.IsZero)
        {
            return IsZero(e, a.IsZero ? b : a);
        }

        Span<int> differing = stackalloc int[4];
        var count = 0;
        for (var i = 0; i < 4; i++)
        {
            if (!(a[i].IsConstant && a[i] == b[i]))
            {
                differing[count++] = i;
            }
        }

        if (count == 0)
        {
            return Word.Of(Limb.Of(1), 1);
        }

        if (count == 1)
        {
            PushTested(e, a, b, differing[0]);
            e.Il.Equal();
            return Truth(e);
        }

        for (var i = 0; i < count; i++)
        {
            PushDifference(e, a, b, differing[i]);
            if (i > 0)
            {
                e.Il.Or();
            }
        }

        e.Il.UnknownZero();
        e.Il.Or();
        e.Il.Number(0);
        e.Il.Equal();
        return Truth(e);
    }

    /// <summary>Whether a word is zero.</summary>
    internal static Word IsZero(Emission e, Word a)
    {
        e.PushAny(a, 0);
        e.Il.Number(0);
        e.Il.Equal();
        return Truth(e);
    }

    // Whether a < b in their lowest limbs; not widened.
    private static void PushLess(Emission e, Word a, Word b, int limbs)
    {
        for (var i = 0; i < limbs; i++)
        {
            // Whatever has to be fetched is fetched before anything is left on the evaluation stack, so that locals are set in statements of their own.
            e.Fetch(a, i);
            e.Fetch(b, i);
        }

        PushTested(e, a, b, 0);
        e.Il.Less();
        for (var i = 1; i < limbs; i++)
        {
            PushTested(e, a, b, i);
            e.Il.Equal();
            e.Il.And();
            PushTested(e, a, b, i);
            e.Il.Less();
            e.Il.Or();
        }
    }

    private static void PushTested(Emission e, Word a, Word b, int index)
    {
        var (x, y) = (e.Fetch(a, index), e.Fetch(b, index));
        e.PushTested(x, y);
        e.PushTested(y, x);
    }

    private static void PushDifference(Emission e, Word a, Word b, int index)
    {
        if (a[index].IsZero || b[index].IsZero)
        {
            e.Push(a[index].IsZero ? b : a, index);
            return;
        }

        e.Push(a, b, index);
        e.Il.Xor();
    }

    private static Word Truth(Emission e)
    {
        e.Il.Widen();
        return Word.Of(e.Il.Keep().AsTruth(), 1);
    }
}
