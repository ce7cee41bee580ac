using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cos.Primitives.Values;

namespace Cos.State.View;

/// <summary>
/// Hashes addresses, slots and node keys for tables. Strangers choose what is in them, so the hash is keyed by a secret of this process
/// (the runtime's own seed of string hashes); no order of a table may ever leave it.
/// </summary>
internal static class TableHash
{
    private static readonly ulong Key0 = Secret("table 0", "table 1");
    private static readonly ulong Key1 = Secret("table 2", "table 3");
    private static readonly ulong Key2 = Secret("table 4", "table 5");
    private static readonly ulong Key3 = Secret("table 6", "table 7");

    /// <summary>The keyed hash of a slot number.</summary>
    internal static uint Of(in UInt256 word) => unchecked((uint)(
        Fold(word.U0 ^ Key0, word.U1 ^ Key1) ^ Fold(word.U2 ^ Key2, word.U3 ^ Key3))); // the low half is meant

    /// <summary>The keyed hash of an address.</summary>
    internal static uint Of(in Address address)
    {
        var bytes = address.Bytes;
        var w0 = MemoryMarshal.Read<ulong>(bytes);
        var w1 = MemoryMarshal.Read<ulong>(bytes[8..]);
        ulong w2 = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
        return unchecked((uint)Fold(Fold(w0 ^ Key0, w1 ^ Key1) ^ Key2, w2 ^ Key3)); // the low half is meant
    }

    /// <summary>The keyed hash of a node's key.</summary>
    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Key2 ^ (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Fold(hash ^ MemoryMarshal.Read<ulong>(bytes), Key0);
        }

        ulong tail = 0;
        foreach (var b in bytes)
        {
            tail = (tail << 8) | b;
        }

        return unchecked((uint)Fold(hash ^ tail, Key1)); // the low half is meant
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    private static ulong Secret(string high, string low) =>
        unchecked(((ulong)(uint)high.GetHashCode(StringComparison.Ordinal) << 32) | (uint)low.GetHashCode(StringComparison.Ordinal)); // the same bits
}
