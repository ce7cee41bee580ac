using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>
/// Hashes addresses and slots for the journal's tables. Strangers choose both, so the hash is keyed by a secret of this process
/// (the runtime's own seed of string hashes); no order of a table ever leaves the journal.
/// </summary>
internal static class TableHash
{
    private static readonly ulong Key0 = Secret("journal 0", "journal 1");
    private static readonly ulong Key1 = Secret("journal 2", "journal 3");
    private static readonly ulong Key2 = Secret("journal 4", "journal 5");
    private static readonly ulong Key3 = Secret("journal 6", "journal 7");

    /// <summary>The keyed hash of a slot number.</summary>
    internal static uint Of(in UInt256 word) => unchecked((uint)(
        Fold(word.U0 ^ Key0, word.U1 ^ Key1) ^ Fold(word.U2 ^ Key2, word.U3 ^ Key3)));

    /// <summary>The keyed hash of an address.</summary>
    internal static uint Of(in Address address)
    {
        var bytes = address.Bytes;
        var w0 = MemoryMarshal.Read<ulong>(bytes);
        var w1 = MemoryMarshal.Read<ulong>(bytes[8..]);
        ulong w2 = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
        return unchecked((uint)Fold(Fold(w0 ^ Key0, w1 ^ Key1) ^ Key2, w2 ^ Key3));
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    private static ulong Secret(string high, string low) =>
        unchecked(((ulong)(uint)high.GetHashCode(StringComparison.Ordinal) << 32) | (uint)low.GetHashCode(StringComparison.Ordinal));
}
