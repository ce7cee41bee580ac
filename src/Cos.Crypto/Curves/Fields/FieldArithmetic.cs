using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cos.Crypto.Curves.MachineCode;

namespace Cos.Crypto.Curves.Fields;

/// <summary>The arithmetic of a prime field and of pairs over it: machine code where it runs, else <see cref="FieldLimbs"/>.</summary>
/// <remarks>
/// The machine code keeps the calling convention that .NET has for static methods on Linux x64: the address of the result, then those of the operands. It calls
/// nothing, allocates nothing and takes nanoseconds, and so the collector, which never interrupts what is not its own code, waits for it to return.
/// </remarks>
/// <typeparam name="T">The field's element: its limbs, lowest first, and nothing else.</typeparam>
internal static unsafe class FieldArithmetic<T>
    where T : struct, IPrimeField<T>
{
    private static readonly FieldLimbs Portable = new(BigInteger.Parse("0" + T.ModulusHex, NumberStyles.HexNumber, CultureInfo.InvariantCulture), Length);
    private static readonly FieldCode? Code = FieldCode.TryCreate(Portable.Modulus, Portable.NegatedInverse);

    // The compiler takes these for constants once they are set. What calls them is kept out of line: inlined, every result would be copied, and a copy of what
    // was written word by word waits until the words have left the processor's store buffer (a third of the pairing's time).
    private static readonly bool HasCode = Code is not null;
    private static readonly delegate*<in T, in T, T> SumCode = (delegate*<in T, in T, T>)(Code?.Sum ?? 0);
    private static readonly delegate*<in T, in T, T> DifferenceCode = (delegate*<in T, in T, T>)(Code?.Difference ?? 0);
    private static readonly delegate*<in T, in T, T> ProductCode = (delegate*<in T, in T, T>)(Code?.Product ?? 0);
    private static readonly delegate*<in Fp2<T>, in Fp2<T>, Fp2<T>> PairSumCode = (delegate*<in Fp2<T>, in Fp2<T>, Fp2<T>>)(Code?.PairSum ?? 0);
    private static readonly delegate*<in Fp2<T>, in Fp2<T>, Fp2<T>> PairDifferenceCode = (delegate*<in Fp2<T>, in Fp2<T>, Fp2<T>>)(Code?.PairDifference ?? 0);
    private static readonly delegate*<in Fp2<T>, in Fp2<T>, Fp2<T>> PairProductCode = (delegate*<in Fp2<T>, in Fp2<T>, Fp2<T>>)(Code?.PairProduct ?? 0);
    private static readonly delegate*<in Fp2<T>, Fp2<T>> PairSquareCode = (delegate*<in Fp2<T>, Fp2<T>>)(Code?.PairSquare ?? 0);
    private static readonly delegate*<in Fp2<T>, Fp2<T>> PairTimesOneAndRootCode = (delegate*<in Fp2<T>, Fp2<T>>)(Code?.PairTimesOneAndRoot ?? 0);
    private static readonly delegate*<in T, T> ThreeHalvesCode = (delegate*<in T, T>)(Code?.ThreeHalves ?? 0);
    private static readonly delegate*<in Fp2<T>, Fp2<T>> PairThreeHalvesCode = (delegate*<in Fp2<T>, Fp2<T>>)(Code?.PairThreeHalves ?? 0);

    /// <summary>Which of the two runs, in words for the log.</summary>
    internal static string Description => HasCode ? "machine code" : "managed";

    private static int Length => Unsafe.SizeOf<T>() / sizeof(ulong);

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Add(in T a, in T b)
    {
        if (HasCode)
        {
            return SumCode(a, b);
        }

        Portable.Add(Result(out var sum), Limbs(a), Limbs(b));
        return sum;
    }

    /// <summary>a - b.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Subtract(in T a, in T b)
    {
        if (HasCode)
        {
            return DifferenceCode(a, b);
        }

        Portable.Subtract(Result(out var difference), Limbs(a), Limbs(b));
        return difference;
    }

    /// <summary>a · b.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Multiply(in T a, in T b)
    {
        if (HasCode)
        {
            return ProductCode(a, b);
        }

        Portable.AddProducts(Result(out var product), Limbs(a), Limbs(b), [], []);
        return product;
    }

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Fp2<T> Add(in Fp2<T> a, in Fp2<T> b) => HasCode ? PairSumCode(a, b) : new(Add(a.A, b.A), Add(a.B, b.B));

    /// <summary>a - b.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Fp2<T> Subtract(in Fp2<T> a, in Fp2<T> b) => HasCode ? PairDifferenceCode(a, b) : new(Subtract(a.A, b.A), Subtract(a.B, b.B));

    /// <summary>a · b.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Fp2<T> Multiply(in Fp2<T> a, in Fp2<T> b)
    {
        if (HasCode)
        {
            return PairProductCode(a, b);
        }

        var negative = Subtract(default, a.B);
        Portable.AddProducts(Result(out var low), Limbs(a.A), Limbs(b.A), Limbs(negative), Limbs(b.B));
        Portable.AddProducts(Result(out var high), Limbs(a.A), Limbs(b.B), Limbs(a.B), Limbs(b.A));
        return new(low, high);
    }

    /// <summary>a².</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Fp2<T> Square(in Fp2<T> a)
    {
        if (HasCode)
        {
            return PairSquareCode(a);
        }

        var cross = Multiply(a.A, a.B);
        return new(Multiply(Add(a.A, a.B), Subtract(a.A, a.B)), Add(cross, cross));
    }

    /// <summary>a · (1 + u).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Fp2<T> TimesOneAndRoot(in Fp2<T> a) => HasCode ? PairTimesOneAndRootCode(a) : new(Subtract(a.A, a.B), Add(a.A, a.B));

    /// <summary>3a/2.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T ThreeHalves(in T a) => HasCode ? ThreeHalvesCode(a) : Multiply(Add(Add(a, a), a), T.Form.Half);

    /// <summary>3a/2.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Fp2<T> ThreeHalves(in Fp2<T> a) => HasCode ? PairThreeHalvesCode(a) : new(ThreeHalves(a.A), ThreeHalves(a.B));

    /// <summary>A variable's limbs, lowest first.</summary>
    internal static ReadOnlySpan<ulong> Limbs(in T element) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, ulong>(ref Unsafe.AsRef(in element)), Length);

    /// <summary>An element of limbs.</summary>
    internal static T FromLimbs(ReadOnlySpan<ulong> limbs) => MemoryMarshal.Read<T>(MemoryMarshal.AsBytes(limbs[..Length]));

    private static Span<ulong> Result([UnscopedRef] out T element)
    {
        element = default;
        return MemoryMarshal.CreateSpan(ref Unsafe.As<T, ulong>(ref element), Length);
    }
}
