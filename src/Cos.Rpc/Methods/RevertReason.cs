using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Cos.Primitives.Values;

namespace Cos.Rpc.Methods;

/// <summary>Reads what Solidity puts into revert data: Error(string) and Panic(uint256).</summary>
internal static class RevertReason
{
    private const uint ErrorSelector = 0x08c379a0;
    private const uint PanicSelector = 0x4e487b71;
    private const int SelectorBytes = 4;

    /// <summary>The reason in words; null where the data is something else.</summary>
    internal static string? Of(ReadOnlySpan<byte> output)
    {
        if (output.Length < SelectorBytes + UInt256.Size) return null;
        ReadOnlySpan<byte> arguments = output[SelectorBytes..];
        return BinaryPrimitives.ReadUInt32BigEndian(output) switch
        {
            ErrorSelector => Text(arguments),
            PanicSelector => Panic(UInt256.FromBigEndian(arguments[..UInt256.Size])),
            _ => null,
        };
    }

    private static string? Text(ReadOnlySpan<byte> arguments)
    {
        if (!TryLength(arguments, out int offset) || offset > arguments.Length - UInt256.Size) return null;
        ReadOnlySpan<byte> tail = arguments[offset..];
        if (!TryLength(tail, out int length) || length > tail.Length - UInt256.Size) return null;
        ReadOnlySpan<byte> utf8 = tail.Slice(UInt256.Size, length);
        return Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;
    }

    private static bool TryLength(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < UInt256.Size) return false;
        UInt256 value = UInt256.FromBigEndian(bytes[..UInt256.Size]);
        if (!value.FitsUInt64 || value.U0 > int.MaxValue) return false;
        length = (int)value.U0;
        return true;
    }

    // The codes and words that solc documents and geth shows.
    private static string Panic(in UInt256 code) => (code.FitsUInt64 ? code.U0 : ulong.MaxValue) switch
    {
        0x00 => "generic panic",
        0x01 => "assert(false)",
        0x11 => "arithmetic underflow or overflow",
        0x12 => "division or modulo by zero",
        0x21 => "enum overflow",
        0x22 => "invalid encoded storage byte array accessed",
        0x31 => "out-of-bounds array access; popping on an empty array",
        0x32 => "out-of-bounds access of an array or bytesN",
        0x41 => "out of memory",
        0x51 => "uninitialized function",
        _ => $"unknown panic code: {code.ToHex()}",
    };
}
