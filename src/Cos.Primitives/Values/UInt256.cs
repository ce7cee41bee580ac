using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cos.Primitives.Values;

/// <summary>
/// A 256-bit unsigned integer in four 64-bit limbs, lowest first. Operators wrap modulo 2^256 as the EVM does;
/// money uses the Try… and …Checked forms. `/` and `%` throw on a zero divisor, <see cref="Divide"/> and the other
/// named EVM operations answer zero (Yellow Paper, appendix H.2).
/// </summary>
// Wrapping is this type's meaning, so every body is `unchecked`. Sequential and blittable: the Vm's stack is a row of these.
// What is inlined here and below it is measured by UInt256Benchmarks.
[StructLayout(LayoutKind.Sequential, Size = Size)]
public readonly struct UInt256 : IEquatable<UInt256>, IComparable<UInt256>
{
    /// <summary>Bytes of a full-width value.</summary>
    public const int Size = 32;

    /// <summary>Bits 0–63.</summary>
    public readonly ulong U0;
    /// <summary>Bits 64–127.</summary>
    public readonly ulong U1;
    /// <summary>Bits 128–191.</summary>
    public readonly ulong U2;
    /// <summary>Bits 192–255.</summary>
    public readonly ulong U3;

    /// <summary>Makes a value of its limbs, lowest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt256(ulong u0, ulong u1, ulong u2, ulong u3) => (U0, U1, U2, U3) = (u0, u1, u2, u3);

    /// <summary>0.</summary>
    public static UInt256 Zero => default;
    /// <summary>1.</summary>
    public static UInt256 One => new(1, 0, 0, 0);
    /// <summary>2^256 - 1.</summary>
    public static UInt256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Whether the value is 0.</summary>
    public bool IsZero => (U0 | U1 | U2 | U3) == 0;
    /// <summary>Whether bit 255, the sign of a two's complement word, is set.</summary>
    public bool IsNegative => U3 >> 63 != 0;
    /// <summary>Whether the value is below 2^64.</summary>
    public bool FitsUInt64 => (U1 | U2 | U3) == 0;
    /// <summary>Bits needed to write the value; 0 for 0.</summary>
    public int BitLength => Size * 8 - LeadingZeros;
    /// <summary>Bytes needed to write the value; 0 for 0.</summary>
    public int ByteLength => (BitLength + 7) >> 3;
    private int LeadingZeros => WideShift.LeadingZeros(in this);

    /// <summary>Widens a 64-bit value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator UInt256(ulong value) => new(value, 0, 0, 0);
    /// <summary>Narrows to 64 bits; throws <see cref="OverflowException"/> where the value does not fit.</summary>
    public static explicit operator ulong(in UInt256 value) => value.FitsUInt64 ? value.U0 : throw new OverflowException("A 256-bit value does not fit 64 bits.");
    /// <summary>Widens a 128-bit value.</summary>
    public static explicit operator UInt256(UInt128 value) => unchecked(new((ulong)value, (ulong)(value >> 64), 0, 0));
    /// <summary>Narrows to 128 bits; throws <see cref="OverflowException"/> where the value does not fit.</summary>
    public static explicit operator UInt128(in UInt256 value) =>
        (value.U2 | value.U3) == 0 ? new UInt128(value.U1, value.U0) : throw new OverflowException("A 256-bit value does not fit 128 bits.");
    /// <summary>The value, or <see cref="ulong.MaxValue"/> where it is larger.</summary>
    public ulong ToUInt64Saturated() => FitsUInt64 ? U0 : ulong.MaxValue;

    /// <summary>The sum modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 operator +(in UInt256 a, in UInt256 b) { WideArithmetic.Add(in a, in b, out UInt256 sum); return sum; }
    /// <summary>The difference modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 operator -(in UInt256 a, in UInt256 b) { WideArithmetic.Subtract(in a, in b, out UInt256 difference); return difference; }
    /// <summary>The two's complement negation.</summary>
    public static UInt256 operator -(in UInt256 value) => Zero - value;
    /// <summary>The product modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 operator *(in UInt256 a, in UInt256 b)
    {
        if (!a.FitsUInt64 || !b.FitsUInt64) return WideArithmetic.MultiplyLow(in a, in b);
        ulong high = Math.BigMul(a.U0, b.U0, out ulong low);
        return new UInt256(low, high, 0, 0);
    }

    /// <summary>The quotient; throws <see cref="DivideByZeroException"/> on a zero divisor.</summary>
    public static UInt256 operator /(in UInt256 a, in UInt256 b) => b.IsZero ? throw new DivideByZeroException() : WideDivision.Divide(in a, in b);
    /// <summary>The remainder; throws <see cref="DivideByZeroException"/> on a zero divisor.</summary>
    public static UInt256 operator %(in UInt256 a, in UInt256 b) => b.IsZero ? throw new DivideByZeroException() : WideDivision.Remainder(in a, in b);
    /// <summary>The value plus one, modulo 2^256.</summary>
    public static UInt256 operator ++(UInt256 value) => value + One;
    /// <summary>The value less one, modulo 2^256.</summary>
    public static UInt256 operator --(UInt256 value) => value - One;
    /// <summary>Bitwise and.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 operator &(in UInt256 a, in UInt256 b) => new(a.U0 & b.U0, a.U1 & b.U1, a.U2 & b.U2, a.U3 & b.U3);
    /// <summary>Bitwise or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 operator |(in UInt256 a, in UInt256 b) => new(a.U0 | b.U0, a.U1 | b.U1, a.U2 | b.U2, a.U3 | b.U3);
    /// <summary>Bitwise exclusive or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 operator ^(in UInt256 a, in UInt256 b) => new(a.U0 ^ b.U0, a.U1 ^ b.U1, a.U2 ^ b.U2, a.U3 ^ b.U3);
    /// <summary>Bitwise complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 operator ~(in UInt256 value) => new(~value.U0, ~value.U1, ~value.U2, ~value.U3);
    /// <summary>Shift left; 0 for a count outside 0–255.</summary>
    public static UInt256 operator <<(in UInt256 value, int count) => WideShift.Left(in value, count);
    /// <summary>Logical shift right; 0 for a count outside 0–255.</summary>
    public static UInt256 operator >>(in UInt256 value, int count) => WideShift.Right(in value, count);
    /// <summary>Whether the limbs are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(in UInt256 a, in UInt256 b) => ((a.U0 ^ b.U0) | (a.U1 ^ b.U1) | (a.U2 ^ b.U2) | (a.U3 ^ b.U3)) == 0;
    /// <summary>Whether any limb differs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator !=(in UInt256 a, in UInt256 b) => !(a == b);
    /// <summary>Unsigned less-than.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(in UInt256 a, in UInt256 b) => WideArithmetic.Less(in a, in b);
    /// <summary>Unsigned greater-than.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(in UInt256 a, in UInt256 b) => WideArithmetic.Less(in b, in a);
    /// <summary>Unsigned at-most.</summary>
    public static bool operator <=(in UInt256 a, in UInt256 b) => !WideArithmetic.Less(in b, in a);
    /// <summary>Unsigned at-least.</summary>
    public static bool operator >=(in UInt256 a, in UInt256 b) => !WideArithmetic.Less(in a, in b);

    /// <summary>Adds; false where the sum does not fit (<paramref name="sum"/> is then the wrapped one).</summary>
    public static bool TryAdd(in UInt256 a, in UInt256 b, out UInt256 sum) => WideArithmetic.Add(in a, in b, out sum) == 0;
    /// <summary>Subtracts; false where <paramref name="b"/> is larger (<paramref name="difference"/> is then the wrapped one).</summary>
    public static bool TrySubtract(in UInt256 a, in UInt256 b, out UInt256 difference) => WideArithmetic.Subtract(in a, in b, out difference) == 0;
    /// <summary>Multiplies; false where the product does not fit (<paramref name="product"/> is then the wrapped one).</summary>
    public static bool TryMultiply(in UInt256 a, in UInt256 b, out UInt256 product)
    {
        WideArithmetic.MultiplyFull(in a, in b, out product, out UInt256 high);
        return high.IsZero;
    }

    /// <summary>The sum; throws <see cref="OverflowException"/> where it does not fit.</summary>
    public static UInt256 AddChecked(in UInt256 a, in UInt256 b) => TryAdd(in a, in b, out UInt256 sum) ? sum : throw new OverflowException("256-bit sum.");
    /// <summary>The difference; throws <see cref="OverflowException"/> where it would be negative.</summary>
    public static UInt256 SubtractChecked(in UInt256 a, in UInt256 b) =>
        TrySubtract(in a, in b, out UInt256 difference) ? difference : throw new OverflowException("256-bit difference.");
    /// <summary>The product; throws <see cref="OverflowException"/> where it does not fit.</summary>
    public static UInt256 MultiplyChecked(in UInt256 a, in UInt256 b) =>
        TryMultiply(in a, in b, out UInt256 product) ? product : throw new OverflowException("256-bit product.");

    /// <summary>DIV: the quotient, 0 on a zero divisor.</summary>
    public static UInt256 Divide(in UInt256 a, in UInt256 b) => b.IsZero ? Zero : WideDivision.Divide(in a, in b);
    /// <summary>MOD: the remainder, 0 on a zero divisor.</summary>
    public static UInt256 Mod(in UInt256 a, in UInt256 b) => b.IsZero ? Zero : WideDivision.Remainder(in a, in b);
    /// <summary>SDIV: two's complement division rounding to zero, 0 on a zero divisor; -2^255 / -1 is -2^255.</summary>
    public static UInt256 SignedDivide(in UInt256 a, in UInt256 b)
    {
        UInt256 quotient = Divide(Magnitude(in a), Magnitude(in b));
        return a.IsNegative != b.IsNegative ? -quotient : quotient;
    }

    /// <summary>SMOD: the remainder with the sign of <paramref name="a"/>, 0 on a zero divisor.</summary>
    public static UInt256 SignedMod(in UInt256 a, in UInt256 b)
    {
        UInt256 remainder = Mod(Magnitude(in a), Magnitude(in b));
        return a.IsNegative ? -remainder : remainder;
    }

    private static UInt256 Magnitude(in UInt256 value) => value.IsNegative ? -value : value;
    /// <summary>ADDMOD: (a + b) mod m over the full sum, 0 where m is 0.</summary>
    public static UInt256 AddMod(in UInt256 a, in UInt256 b, in UInt256 modulus) => WideDivision.AddMod(in a, in b, in modulus);
    /// <summary>MULMOD: (a * b) mod m over the full product, 0 where m is 0.</summary>
    public static UInt256 MulMod(in UInt256 a, in UInt256 b, in UInt256 modulus) => WideDivision.MulMod(in a, in b, in modulus);
    /// <summary>EXP: a power modulo 2^256; 0^0 is 1.</summary>
    public static UInt256 Exp(in UInt256 value, in UInt256 exponent) => WideArithmetic.Power(in value, in exponent);
    /// <summary>SIGNEXTEND: extends the sign of the (<paramref name="byteIndex"/> + 1)-byte number in the low end.</summary>
    public static UInt256 SignExtend(in UInt256 byteIndex, in UInt256 value) => WideShift.SignExtend(in byteIndex, in value);
    /// <summary>BYTE: byte <paramref name="index"/> counted from the most significant, 0 from 32 on.</summary>
    public static UInt256 Byte(in UInt256 index, in UInt256 value) =>
        index.FitsUInt64 && index.U0 < Size ? unchecked((byte)WideShift.Right(in value, 8 * (Size - 1 - (int)index.U0)).U0) : Zero;
    /// <summary>SHL: shift left; 0 for a count outside 0–255.</summary>
    public static UInt256 ShiftLeft(in UInt256 value, int count) => WideShift.Left(in value, count);
    /// <summary>SHR: logical shift right; 0 for a count outside 0–255.</summary>
    public static UInt256 ShiftRight(in UInt256 value, int count) => WideShift.Right(in value, count);
    /// <summary>SAR: shift right that keeps the sign; all sign bits for a count outside 0–255.</summary>
    public static UInt256 ShiftRightArithmetic(in UInt256 value, int count) => WideShift.RightArithmetic(in value, count);
    /// <summary>SLT: two's complement less-than.</summary>
    public static bool SignedLessThan(in UInt256 a, in UInt256 b) => a.IsNegative == b.IsNegative ? a < b : a.IsNegative;
    /// <summary>CLZ: leading zero bits, 256 for 0 (EIP-7939).</summary>
    public static int CountLeadingZeros(in UInt256 value) => value.LeadingZeros;

    /// <summary>Reads 0–32 big-endian bytes; more throws <see cref="ArgumentOutOfRangeException"/>.</summary>
    public static UInt256 FromBigEndian(ReadOnlySpan<byte> bytes) => WideBytes.Read(bytes);
    /// <summary>Writes 32 big-endian bytes to the front of <paramref name="destination"/>.</summary>
    public void WriteBigEndian(Span<byte> destination) => WideBytes.Write(in this, destination);
    /// <summary>Writes big-endian without leading zeros and says how many bytes (0 for 0).</summary>
    public int WriteMinimal(Span<byte> destination) => WideBytes.WriteMinimal(in this, destination);
    /// <summary>The big-endian bytes without leading zeros, in a new array (empty for 0).</summary>
    public byte[] ToBigEndianMinimal()
    {
        byte[] bytes = new byte[ByteLength];
        WriteMinimal(bytes);
        return bytes;
    }

    /// <summary>Reads decimal, or hexadecimal after "0x"; false on anything else or on overflow.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt256 value) => WideText.TryParse(text, out value);
    /// <summary>Decimal digits.</summary>
    public override string ToString() => WideText.ToDecimal(in this);
    /// <summary>A JSON-RPC quantity: "0x" and hexadecimal digits without leading zeros.</summary>
    public string ToHex() => WideText.ToQuantity(in this);

    /// <inheritdoc/>
    public int CompareTo(UInt256 other) => this == other ? 0 : this < other ? -1 : 1;
    /// <inheritdoc/>
    public bool Equals(UInt256 other) => this == other;
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UInt256 other && this == other;
    /// <inheritdoc/>
    public override int GetHashCode()
    {
        ulong mixed = unchecked((U0 ^ BitOperations.RotateLeft(U1, 17) ^ BitOperations.RotateLeft(U2, 31) ^ BitOperations.RotateLeft(U3, 47)) * 0x9e3779b97f4a7c15);
        return unchecked((int)(mixed >> 32));
    }
}
