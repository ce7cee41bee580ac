using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Cos.Crypto.Curves.MachineCode;

/// <summary>The routines of a prime field as machine code, where the processor and the system have what they need.</summary>
internal sealed class FieldCode
{
    private const int PageSize = 16384;
    private const int RoutineAlignment = 64;
    private readonly nint _page;
    private int _used;

    private FieldCode(nint page) => _page = page;

    /// <summary>Where a + b is.</summary>
    internal nint Sum { get; private set; }

    /// <summary>Where a - b is.</summary>
    internal nint Difference { get; private set; }

    /// <summary>Where a · b is.</summary>
    internal nint Product { get; private set; }

    /// <summary>Where the sum of pairs is.</summary>
    internal nint PairSum { get; private set; }

    /// <summary>Where the difference of pairs is.</summary>
    internal nint PairDifference { get; private set; }

    /// <summary>Where the product of pairs is.</summary>
    internal nint PairProduct { get; private set; }

    /// <summary>Where the square of a pair is.</summary>
    internal nint PairSquare { get; private set; }

    /// <summary>Where 3a/2 is.</summary>
    internal nint ThreeHalves { get; private set; }

    /// <summary>Where 3/2 of a pair is.</summary>
    internal nint PairThreeHalves { get; private set; }

    /// <summary>Where the product of a pair with 1 + u is.</summary>
    internal nint PairTimesOneAndRoot { get; private set; }

    /// <summary>Writes the routines of a prime, or answers null where they cannot run.</summary>
    /// <param name="modulus">The limbs of p, of which 4p fits into as many.</param>
    /// <param name="negatedInverse">-1/p modulo 2^64.</param>
    internal static FieldCode? TryCreate(ReadOnlySpan<ulong> modulus, ulong negatedInverse)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(modulus.Length, LimbAssembly.LimbsMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(modulus[^1], ulong.MaxValue >> 2);
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 || !Bmi2.X64.IsSupported || !HasTwoCarries())
        {
            return null;
        }

        var page = ExecutablePage.Reserve(PageSize);
        if (page == 0)
        {
            return null;
        }

        var code = new FieldCode(page);
        var constants = code.Append(MemoryMarshal.AsBytes<ulong>([.. modulus, negatedInverse]));
        var limbs = modulus.Length;
        code.Sum = code.Append(FieldAssembly.Sum(limbs, constants, 1));
        code.Difference = code.Append(FieldAssembly.Difference(limbs, constants, 1));
        code.Product = code.Append(FieldAssembly.Product(limbs, constants));
        code.PairSum = code.Append(FieldAssembly.Sum(limbs, constants, 2));
        code.PairDifference = code.Append(FieldAssembly.Difference(limbs, constants, 2));
        code.PairProduct = code.Append(FieldAssembly.PairProduct(limbs, constants));
        code.PairSquare = code.Append(FieldAssembly.PairSquare(limbs, constants));
        code.PairTimesOneAndRoot = code.Append(FieldAssembly.PairTimesOneAndRoot(limbs, constants));
        code.ThreeHalves = code.Append(FieldAssembly.ThreeHalves(limbs, constants, 1));
        code.PairThreeHalves = code.Append(FieldAssembly.ThreeHalves(limbs, constants, 2));
        return ExecutablePage.TrySeal(page, PageSize) ? code : null;
    }

    /// <summary>ADX: leaf 7 of CPUID, bit 19 of EBX.</summary>
    private static bool HasTwoCarries() => (X86Base.CpuId(7, 0).Ebx & (1 << 19)) != 0;

    private unsafe nint Append(ReadOnlySpan<byte> bytes)
    {
        var at = _page + _used;
        bytes.CopyTo(new Span<byte>((void*)at, PageSize - _used));
        _used += (bytes.Length + RoutineAlignment - 1) / RoutineAlignment * RoutineAlignment;
        return at;
    }
}
