using System.Numerics;
using Cos.Primitives.Values;
using Cos.Vm.Compiler.Values;

namespace Cos.Vm.Compiler.Emit;

/// <summary>MUL, DIV and MOD where their operands are narrow or powers of two. Null where the general routine has to do it.</summary>
internal static class Product
{
    private const int InlineProductsMax = 6;

    /// <summary>MUL.</summary>
    internal static Word? Multiply(Emission e, Word a, Word b)
    {
        if (a.IsZero || b.IsZero)
        {
            return Word.Of(UInt256.Zero);
        }

        if (PowerOf(a) is { } shiftOfB)
        {
            return Shifts.Left(e, b, shiftOfB);
        }

        if (PowerOf(b) is { } shiftOfA)
        {
            return Shifts.Left(e, a, shiftOfA);
        }

        return a.Width * b.Width <= InlineProductsMax ? MultiplyLimbs(e, a, b) : null;
    }

    /// <summary>DIV: a / b.</summary>
    internal static Word? Divide(Emission e, Word a, Word b)
    {
        if (a.IsZero || b.IsZero)
        {
            return Word.Of(UInt256.Zero);
        }

        if (PowerOf(b) is { } shift)
        {
            return Shifts.Right(e, a, shift);
        }

        return a.Width == 1 && b.Width == 1 && b.IsConstant ? Word.Of(Apply(e, a, b, e.Il.Divide), a.Bits) : null;
    }

    /// <summary>MOD: a mod b.</summary>
    internal static Word? Mod(Emission e, Word a, Word b)
    {
        if (a.IsZero || b.IsZero)
        {
            return Word.Of(UInt256.Zero);
        }

        if (PowerOf(b) is not null)
        {
            return Bitwise.And(e, a, Word.Of(b.Constant - UInt256.One));
        }

        return a.Width == 1 && b.Width == 1 && b.IsConstant ? Word.Of(Apply(e, a, b, e.Il.Remainder), b.Bits) : null;
    }

    private static Limb Apply(Emission e, Word a, Word b, Action operation)
    {
        e.Push(a, b, 0);
        operation();
        return e.Il.Keep();
    }

    // The exponent of a known power of two.
    private static int? PowerOf(Word word)
    {
        if (!word.IsConstant || word.IsZero)
        {
            return null;
        }

        var value = word.Constant;
        var ones = BitOperations.PopCount(value.U0) + BitOperations.PopCount(value.U1) + BitOperations.PopCount(value.U2) + BitOperations.PopCount(value.U3);
        return ones == 1 ? value.BitLength - 1 : null;
    }

    // Row by row, as on paper; what would be above 2^256 is not computed.
    private static Word MultiplyLimbs(Emission e, Word a, Word b)
    {
        var bits = Math.Min(256, a.Bits + b.Bits);
        var width = (bits + 63) >> 6;
        Span<Limb> product = [Limb.Zero, Limb.Zero, Limb.Zero, Limb.Zero];
        for (var i = 0; i < a.Width; i++)
        {
            var high = Limb.Zero; // of the product before
            for (var j = 0; j < b.Width && i + j < width; j++)
            {
                high = AddProduct(e, e.Fetch(a, i), e.Fetch(b, j), high, ref product[i + j], i + j + 1 < width);
            }

            if (i + b.Width < width)
            {
                product[i + b.Width] = high;
            }
        }

        return new Word(product[0], product[1], product[2], product[3], bits);
    }

    // sum += x * y + before; answers the high half, which does not overflow, where it is wanted.
    private static Limb AddProduct(Emission e, Limb x, Limb y, Limb before, ref Limb sum, bool isHighWanted)
    {
        if (x.IsZero || y.IsZero)
        {
            var carryOfBefore = Limb.Zero;
            sum = Addition.Add(e, sum, before, ref carryOfBefore, isHighWanted);
            return carryOfBefore;
        }

        var high = Limb.Zero;
        if (isHighWanted)
        {
            e.Push(x);
            e.Push(y);
            e.Il.Call(Routines.MultiplyHigh);
            high = e.Il.Keep();
        }

        e.Push(x);
        e.Push(y);
        e.Il.Multiply();
        var low = e.Il.Keep();
        foreach (var addend in (ReadOnlySpan<Limb>)[before, sum])
        {
            var carry = Limb.Zero;
            low = Addition.Add(e, low, addend, ref carry, isHighWanted);
            if (isHighWanted)
            {
                var none = Limb.Zero;
                high = Addition.Add(e, high, carry, ref none, false);
            }
        }

        sum = low;
        return high;
    }
}
