using Cos.Vm.Compiler.Values;

namespace Cos.Vm.Compiler.Emit;

/// <summary>ADD and SUB, limb by limb: limbs known to be zero and carries that cannot happen cost nothing.</summary>
internal static class Addition
{
    private delegate Limb Step(Emission e, Limb x, Limb y, ref Limb carry, bool isCarryWanted);

    /// <summary>ADD.</summary>
    internal static Word Add(Emission e, Word a, Word b)
    {
        if (a.IsZero || b.IsZero)
        {
            return a.IsZero ? b : a;
        }

        var bits = Math.Min(256, Math.Max(a.Bits, b.Bits) + 1);
        var width = (bits + 63) >> 6;
        Span<Limb> sum = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        var carry = Limb.Zero;
        for (var i = 0; i < width; i++)
        {
            sum[i] = Add(e, e.Fetch(a, i), e.Fetch(b, i), ref carry, i + 1 < width);
        }

        return new Word(sum[0], sum[1], sum[2], sum[3], bits);
    }

    /// <summary>SUB: a - b.</summary>
    internal static Word Subtract(Emission e, Word a, Word b)
    {
        if (b.IsZero)
        {
            return a;
        }

        Span<Limb> difference = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        var borrow = Limb.Zero;
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = (e.Fetch(a, i), e.Fetch(b, i));
            // Above both numbers' ends all limbs are alike: the borrow's negative.
            difference[i] = i > 1 && i > a.Width && i > b.Width ? difference[i - 1] : Subtract(e, x, y, ref borrow, i < 3);
        }

        return new Word(difference[0], difference[1], difference[2], difference[3], 256);
    }

    /// <summary>The low 64 bits of x + y + carry; the carry becomes the next one, where that is wanted.</summary>
    internal static Limb Add(Emission e, Limb x, Limb y, ref Limb carry, bool isCarryWanted)
    {
        if (x.IsZero || y.IsZero)
        {
            var (other, carryIn) = (x.IsZero ? y : x, carry);
            carry = Limb.Zero;
            if (other.IsZero || carryIn.IsZero)
            {
                return other.IsZero ? carryIn : other;
            }

            return AddTwo(e, other, carryIn, ref carry, isCarryWanted);
        }

        return Chain(e, x, y, ref carry, isCarryWanted, AddTwo);
    }

    // Takes two limbs together and what the limbs below left; at most one of the two steps leaves something.
    private static Limb Chain(Emission e, Limb x, Limb y, ref Limb carry, bool isCarryWanted, Step step)
    {
        if (carry.IsZero)
        {
            return step(e, x, y, ref carry, isCarryWanted);
        }

        var last = carry;
        var first = step(e, x, y, ref carry, isCarryWanted);
        var one = carry;
        var result = step(e, first, last, ref carry, isCarryWanted);
        if (isCarryWanted)
        {
            e.Push(one);
            e.Push(carry);
            e.Il.Or();
            carry = e.Il.Keep().AsTruth();
        }

        return result;
    }

    private static Limb AddTwo(Emission e, Limb x, Limb y, ref Limb carry, bool isCarryWanted)
    {
        e.Push(x);
        e.Push(y);
        e.Il.Add();
        var sum = e.Il.Keep();
        if (isCarryWanted)
        {
            e.Push(sum); // a rotation only where y is zero, and then this compares like with like
            e.Push(y);
            e.Il.Less();
            e.Il.Widen();
            carry = e.Il.Keep().AsTruth();
        }

        return sum;
    }

    // The low 64 bits of x - y - borrow; the borrow becomes the next one, where that is wanted.
    private static Limb Subtract(Emission e, Limb x, Limb y, ref Limb borrow, bool isBorrowWanted)
    {
        if (y.IsZero)
        {
            return borrow.IsZero ? x : SubtractTwo(e, x, borrow, ref borrow, isBorrowWanted);
        }

        return Chain(e, x, y, ref borrow, isBorrowWanted, SubtractTwo);
    }

    private static Limb SubtractTwo(Emission e, Limb x, Limb y, ref Limb borrow, bool isBorrowWanted)
    {
        e.Push(x);
        e.Push(y);
        e.Il.Subtract();
        var difference = e.Il.Keep();
        if (isBorrowWanted)
        {
            e.PushTested(x, y);
            e.PushTested(y, x);
            e.Il.Less();
            e.Il.Widen();
            borrow = e.Il.Keep().AsTruth();
        }

        return difference;
    }
}
