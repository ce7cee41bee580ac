using System.Text;
using Cos.Primitives;
using Cos.Primitives.Values;

namespace Cos.Contracts.Runtime;

/// <summary>Solidity strings in storage: up to 31 bytes beside twice their length; longer ones elsewhere, with twice their length plus one in the slot.</summary>
public static class SolidityText
{
    /// <summary>The longest string in UTF-8 bytes.</summary>
    public const int BytesMax = 256;

    /// <summary>Reads a string.</summary>
    public static string Read(ISlotReader slots, in UInt256 slot)
    {
        Span<byte> word = stackalloc byte[UInt256.Size];
        var head = slots.Read(slot);
        head.WriteBigEndian(word);
        if ((word[^1] & 1) == 0) return Encoding.UTF8.GetString(word[..(word[^1] / 2)]);

        var length = head >> 1;
        Invariant.Require(length <= (UInt256)(ulong)BytesMax, "a stored string stays within its maximum");
        Span<byte> bytes = stackalloc byte[BytesMax];
        var at = SolidityLayout.Elements(slot);
        for (int start = 0; start < (int)length.U0; start += UInt256.Size, at++) slots.Read(at).WriteBigEndian(bytes[start..]);
        return Encoding.UTF8.GetString(bytes[..(int)length.U0]);
    }

    /// <summary>Writes a string where none was, or one no shorter than the old.</summary>
    public static void Write(JournalSlots slots, in UInt256 slot, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Invariant.Require(bytes.Length <= BytesMax, "a stored string stays within its maximum");
        Span<byte> word = stackalloc byte[UInt256.Size];
        word.Clear();
        if (bytes.Length < UInt256.Size)
        {
            bytes.CopyTo(word);
            word[^1] = (byte)(bytes.Length * 2);
            slots.Write(slot, UInt256.FromBigEndian(word));
            return;
        }

        slots.Write(slot, (ulong)((bytes.Length * 2) + 1));
        var at = SolidityLayout.Elements(slot);
        for (int start = 0; start < bytes.Length; start += UInt256.Size, at++)
        {
            var chunk = bytes.AsSpan(start, Math.Min(UInt256.Size, bytes.Length - start));
            word.Clear();
            chunk.CopyTo(word);
            slots.Write(at, UInt256.FromBigEndian(word));
        }
    }
}
