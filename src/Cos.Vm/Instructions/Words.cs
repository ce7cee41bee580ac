using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Cos.Primitives.Values;

namespace Cos.Vm.Instructions;

/// <summary>The cheap instructions on stack slots, each small enough to live inside the loop.</summary>
/// <remarks>Slots are read and written limb by limb: a 32-byte load that follows four 8-byte stores would wait for them.
/// The caller has checked that the slots are on the stack. Limbs wrap by rule (Yellow Paper, appendix H.2).</remarks>
internal static unsafe class Words
{
    /// <summary>Writes a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Set(UInt256* slot, ulong u0, ulong u1, ulong u2, ulong u3)
    {
        var limbs = (ulong*)slot;
        limbs[0] = u0;
        limbs[1] = u1;
        limbs[2] = u2;
        limbs[3] = u3;
    }

    /// <summary>Writes a small number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Set(UInt256* slot, ulong value) => Set(slot, value, 0, 0, 0);

    /// <summary>Writes 1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Set(UInt256* slot, bool value) => Set(slot, value ? 1UL : 0, 0, 0, 0);

    /// <summary>Writes a number that is nobody's slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Set(UInt256* slot, in UInt256 value) => Set(slot, value.U0, value.U1, value.U2, value.U3);

    /// <summary>Copies a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy(UInt256* from, UInt256* to) => Set(to, from->U0, from->U1, from->U2, from->U3);

    /// <summary>Exchanges two slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Swap(UInt256* a, UInt256* b)
    {
        ulong a0 = a->U0, a1 = a->U1, b0 = b->U0, b1 = b->U1;
        ulong* la = (ulong*)a, lb = (ulong*)b;
        la[0] = b0;
        la[1] = b1;
        lb[0] = a0;
        lb[1] = a1;
        ulong a2 = a->U2, a3 = a->U3, b2 = b->U2, b3 = b->U3;
        la[2] = b2;
        la[3] = b3;
        lb[2] = a2;
        lb[3] = a3;
    }

    /// <summary>Whether a slot holds a number of 64 bits at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsSmall(UInt256* slot) => (slot->U1 | slot->U2 | slot->U3) == 0;

    /// <summary>ADD: <paramref name="r"/> becomes <paramref name="a"/> + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(UInt256* a, UInt256* r)
    {
        unchecked
        {
            ulong x0 = a->U0, x1 = a->U1, x2 = a->U2;
            ulong s0 = x0 + r->U0, c0 = s0 < x0 ? 1UL : 0;
            ulong s1 = x1 + r->U1, c1 = s1 < x1 ? 1UL : 0;
            s1 += c0;
            c1 |= s1 < c0 ? 1UL : 0;
            ulong s2 = x2 + r->U2, c2 = s2 < x2 ? 1UL : 0;
            s2 += c1;
            c2 |= s2 < c1 ? 1UL : 0;
            Set(r, s0, s1, s2, a->U3 + r->U3 + c2);
        }
    }

    /// <summary>SUB: <paramref name="r"/> becomes <paramref name="a"/> - r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Subtract(UInt256* a, UInt256* r)
    {
        unchecked
        {
            ulong x0 = a->U0, y0 = r->U0, x1 = a->U1, y1 = r->U1, x2 = a->U2, y2 = r->U2;
            var b0 = x0 < y0 ? 1UL : 0;
            ulong d1 = x1 - y1, b1 = x1 < y1 ? 1UL : 0;
            b1 |= d1 < b0 ? 1UL : 0;
            ulong d2 = x2 - y2, b2 = x2 < y2 ? 1UL : 0;
            b2 |= d2 < b1 ? 1UL : 0;
            Set(r, x0 - y0, d1 - b0, d2 - b1, a->U3 - r->U3 - b2);
        }
    }

    /// <summary>Whether a &lt; b, unsigned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Less(UInt256* a, UInt256* b)
    {
        if (a->U3 != b->U3)
        {
            return a->U3 < b->U3;
        }

        if (a->U2 != b->U2)
        {
            return a->U2 < b->U2;
        }

        return a->U1 != b->U1 ? a->U1 < b->U1 : a->U0 < b->U0;
    }

    /// <summary>Whether a &lt; b, two's complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool SignedLess(UInt256* a, UInt256* b) =>
        a->IsNegative != b->IsNegative ? a->IsNegative : Less(a, b);

    /// <summary>EQ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Equal(UInt256* a, UInt256* b) => ((a->U0 ^ b->U0) | (a->U1 ^ b->U1) | (a->U2 ^ b->U2) | (a->U3 ^ b->U3)) == 0;

    /// <summary>ISZERO.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsZero(UInt256* a) => (a->U0 | a->U1 | a->U2 | a->U3) == 0;

    /// <summary>AND.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void And(UInt256* a, UInt256* r) => Set(r, a->U0 & r->U0, a->U1 & r->U1, a->U2 & r->U2, a->U3 & r->U3);

    /// <summary>OR.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Or(UInt256* a, UInt256* r) => Set(r, a->U0 | r->U0, a->U1 | r->U1, a->U2 | r->U2, a->U3 | r->U3);

    /// <summary>XOR.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Xor(UInt256* a, UInt256* r) => Set(r, a->U0 ^ r->U0, a->U1 ^ r->U1, a->U2 ^ r->U2, a->U3 ^ r->U3);

    /// <summary>NOT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Not(UInt256* r) => Set(r, ~r->U0, ~r->U1, ~r->U2, ~r->U3);

    /// <summary>PUSH: writes the <paramref name="count"/> bytes at <paramref name="at"/>, from 1 to 32; code is padded so that eight bytes can be read from any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Push(UInt256* slot, byte* at, int count) =>
        Set(slot, Limb(at, count), count > 8 ? Limb(at, count - 8) : 0, count > 16 ? Limb(at, count - 16) : 0, count > 24 ? Limb(at, count - 24) : 0);

    /// <summary>PUSH1 to PUSH8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void PushShort(UInt256* slot, byte* at, int count) => Set(slot, ReadBigEndian(at) >> unchecked(64 - 8 * count));

    // The last 8 of `count` bytes, or all where they are fewer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Limb(byte* at, int count) => unchecked(count >= 8 ? ReadBigEndian(at + (count - 8)) : ReadBigEndian(at) >> (64 - 8 * count));

    /// <summary>MLOAD: reads a word of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Load(ref byte memory, UInt256* slot) =>
        Set(slot, Read(ref memory, 24), Read(ref memory, 16), Read(ref memory, 8), Read(ref memory, 0));

    /// <summary>MSTORE: writes a word of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(UInt256* slot, ref byte memory)
    {
        Write(ref memory, 0, slot->U3);
        Write(ref memory, 8, slot->U2);
        Write(ref memory, 16, slot->U1);
        Write(ref memory, 24, slot->U0);
    }

    /// <summary>Reads up to 32 bytes as a word whose missing low bytes are zero.</summary>
    internal static UInt256 ReadPadded(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= UInt256.Size)
        {
            return UInt256.FromBigEndian(bytes[..UInt256.Size]);
        }

        Span<byte> padded = stackalloc byte[UInt256.Size];
        padded.Clear();
        bytes.CopyTo(padded);
        return UInt256.FromBigEndian(padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ReadBigEndian(byte* at)
    {
        var raw = Unsafe.ReadUnaligned<ulong>(at);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(raw) : raw;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte memory, int offset)
    {
        var raw = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref memory, offset));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(raw) : raw;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref byte memory, int offset, ulong value) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref memory, offset), BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
}
