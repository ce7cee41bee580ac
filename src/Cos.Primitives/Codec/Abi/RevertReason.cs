using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Cos.Primitives.Values;

namespace Cos.Primitives.Codec.Abi;

/// <summary>Solidity's built-in errors, Error(string) and Panic(uint256), as revert data.</summary>
public static class RevertReason
{
    private static readonly AbiSelector ErrorSelector = new(0x08c379a0), PanicSelector = new(0x4e487b71);

    /// <summary>The data of Error(string), in a new array.</summary>
    public static byte[] Encode(string text) => ErrorSelector.Prepend(AbiEncoder.Encode([AbiType.String], [new AbiValue.Text(text)]));

    /// <summary>The data of Panic(uint256), in a new array.</summary>
    public static byte[] EncodePanic(ulong code) => PanicSelector.Prepend(AbiEncoder.Encode([AbiType.UInt256], [new AbiValue.Number(code)]));

    /// <summary>The words for people in revert data; false where it is some other error or none. Padding may be anything: contracts write it by hand.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> revertData, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (revertData.Length < AbiSelector.Size + UInt256.Size || !AbiSelector.TryRead(revertData, out AbiSelector selector)) return false;
        ReadOnlySpan<byte> arguments = revertData[AbiSelector.Size..];
        if (selector == ErrorSelector) text = ReadText(arguments);
        if (selector == PanicSelector) text = Describe(UInt256.FromBigEndian(arguments[..UInt256.Size]));
        return text is not null;
    }

    private static string? ReadText(ReadOnlySpan<byte> arguments)
    {
        if (!TryReadLength(arguments, out int offset) || offset > arguments.Length - UInt256.Size) return null;
        ReadOnlySpan<byte> tail = arguments[offset..];
        if (!TryReadLength(tail, out int length) || length > tail.Length - UInt256.Size) return null;
        ReadOnlySpan<byte> utf8 = tail.Slice(UInt256.Size, length);
        return Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out int length)
    {
        UInt256 value = UInt256.FromBigEndian(bytes[..UInt256.Size]);
        bool fits = value.FitsUInt64 && value.U0 <= int.MaxValue;
        length = fits ? (int)value.U0 : 0;
        return fits;
    }

    // The codes that solc documents, in the words that geth shows.
    private static string Describe(in UInt256 code) => code.ToUInt64Saturated() switch
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
