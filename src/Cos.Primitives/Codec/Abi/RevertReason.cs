using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
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

    /// <summary>The words for people in revert data; false where it is some other error or none.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> revertData, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!AbiSelector.TryRead(revertData, out AbiSelector selector)) return false;
        ReadOnlySpan<byte> arguments = revertData[AbiSelector.Size..];
        if (selector == ErrorSelector && AbiDecoder.TryDecodePrefix([AbiType.String], arguments, out ImmutableArray<AbiValue> values, out _))
            text = ((AbiValue.Text)values[0]).Value;
        if (selector == PanicSelector && AbiDecoder.TryDecodePrefix([AbiType.UInt256], arguments, out values, out _))
            text = Describe(((AbiValue.Number)values[0]).Value);
        return text is not null;
    }

    // Solidity documentation, "Panic via assert and error via require".
    private static string Describe(in UInt256 code) => code.ToUInt64Saturated() switch
    {
        0x00 => "generic panic",
        0x01 => "assertion failed",
        0x11 => "arithmetic underflow or overflow",
        0x12 => "division or modulo by zero",
        0x21 => "value out of the enum's range",
        0x22 => "incorrectly encoded storage byte array",
        0x31 => "pop on an empty array",
        0x32 => "array index out of bounds",
        0x41 => "too much memory allocated",
        0x51 => "call of an uninitialised internal function",
        _ => $"panic code {code.ToHex()}",
    };
}
