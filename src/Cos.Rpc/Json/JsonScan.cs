using System.Text.Json;
using Cos.Primitives.Values;

namespace Cos.Rpc.Json;

/// <summary>Reads the Ethereum value that a JSON reader stands on; false where it is something else.</summary>
internal static class JsonScan
{
    /// <summary>A quantity that fits 64 bits.</summary>
    internal static bool TryQuantity(ref Utf8JsonReader json, out ulong value)
    {
        value = 0;
        return IsPlain(ref json) && HexText.TryReadQuantity(json.ValueSpan, out value);
    }

    /// <summary>A quantity.</summary>
    internal static bool TryQuantity(ref Utf8JsonReader json, out UInt256 value)
    {
        value = default;
        return IsPlain(ref json) && HexText.TryReadQuantity(json.ValueSpan, out value);
    }

    /// <summary>Up to 32 bytes in hex, leading zeros allowed.</summary>
    internal static bool TryWord(ref Utf8JsonReader json, out UInt256 value)
    {
        value = default;
        return IsPlain(ref json) && HexText.TryReadWord(json.ValueSpan, out value);
    }

    /// <summary>Bytes of any length; the array is the caller's.</summary>
    internal static bool TryBytes(ref Utf8JsonReader json, out byte[] bytes)
    {
        bytes = [];
        return IsPlain(ref json) && HexText.TryReadBytes(json.ValueSpan, out bytes);
    }

    /// <summary>Exactly as many bytes as the destination holds.</summary>
    internal static bool TryExact(ref Utf8JsonReader json, scoped Span<byte> destination) => IsPlain(ref json) && HexText.TryReadExact(json.ValueSpan, destination);

    /// <summary>An address.</summary>
    internal static bool TryAddress(ref Utf8JsonReader json, out Address address)
    {
        Span<byte> bytes = stackalloc byte[Address.Size];
        bool read = TryExact(ref json, bytes);
        address = read ? new Address(bytes) : default;
        return read;
    }

    /// <summary>A 32-byte hash.</summary>
    internal static bool TryHash(ref Utf8JsonReader json, out Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        bool read = TryExact(ref json, bytes);
        hash = read ? new Hash256(bytes) : default;
        return read;
    }

    /// <summary>The string; what is not UTF-16 in it becomes U+FFFD.</summary>
    internal static string Text(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped) return System.Text.Encoding.UTF8.GetString(json.ValueSpan);
        try
        {
            return json.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // an escaped lone surrogate: the reader has no form that tells of it by value
        }
    }

    // Nobody escapes hexadecimal digits, so an escaped string is refused rather than unescaped.
    private static bool IsPlain(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.String && !json.ValueIsEscaped;
}
