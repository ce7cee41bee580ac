using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Cos.Primitives.Values;

namespace Cos.Cli.Disassembly;

/// <summary>
/// What Solidity's compiler appends to code: a CBOR map and its length in two bytes (Solidity documentation, "Encoding of the metadata hash in the bytecode").
/// </summary>
/// <param name="Length">Bytes of the map and of its length.</param>
/// <param name="Description">The map in words.</param>
internal sealed record CompilerMetadata(int Length, string Description)
{
    private const int LengthBytes = sizeof(ushort);
    private const int FieldsMax = 8;
    private const byte TextMajor = 3, BytesMajor = 2, MapMajor = 5, SimpleMajor = 7;
    private const int CborFalse = 20, CborTrue = 21;

    /// <summary>The metadata at the end of a code; null where there is none.</summary>
    public static CompilerMetadata? Find(ReadOnlySpan<byte> code)
    {
        if (code.Length < LengthBytes) return null;
        int length = BinaryPrimitives.ReadUInt16BigEndian(code[^LengthBytes..]);
        if (length == 0 || length > code.Length - LengthBytes) return null;
        var map = code.Slice(code.Length - LengthBytes - length, length);
        return TryDescribe(map, out var description) ? new CompilerMetadata(length + LengthBytes, description) : null;
    }

    private static bool TryDescribe(ReadOnlySpan<byte> map, out string description)
    {
        description = string.Empty;
        if (!TryHead(ref map, out var major, out var count) || major != MapMajor || count is 0 or > FieldsMax) return false;
        var fields = new List<string>();
        for (var i = 0; i < count; i++)
        {
            if (!TryHead(ref map, out major, out var size) || major != TextMajor || !TryText(ref map, size, out var key) || !TryValue(ref map, key, out var value)) return false;
            fields.Add($"{key} {value}");
        }

        description = string.Join(", ", fields);
        return map.IsEmpty;
    }

    private static bool TryValue(ref ReadOnlySpan<byte> map, string key, out string value)
    {
        value = string.Empty;
        if (!TryHead(ref map, out var major, out var size)) return false;
        if (major == TextMajor) return TryText(ref map, size, out value);
        if (major == SimpleMajor && size is CborFalse or CborTrue) value = size == CborTrue ? "true" : "false";
        if (major != BytesMajor || size > map.Length) return value.Length > 0;
        value = key == "solc" && size == 3 ? string.Create(CultureInfo.InvariantCulture, $"{map[0]}.{map[1]}.{map[2]}") : Hex.Encode(map[..size]);
        map = map[size..];
        return true;
    }

    private static bool TryText(ref ReadOnlySpan<byte> map, int size, out string text)
    {
        text = string.Empty;
        if (size > map.Length || !Utf8.IsValid(map[..size]) || map[..size].ContainsAnyInRange((byte)0, (byte)0x1f)) return false;
        text = Encoding.UTF8.GetString(map[..size]);
        map = map[size..];
        return true;
    }

    // A head of CBOR (RFC 8949, 3): three bits of kind, and a size in the other five or in the byte after them. Longer ones do not occur here.
    private static bool TryHead(ref ReadOnlySpan<byte> map, out byte major, out int size)
    {
        (major, size) = (0, 0);
        if (map.IsEmpty) return false;
        (major, size) = ((byte)(map[0] >> 5), map[0] & 0x1f);
        map = map[1..];
        if (size < 24) return true;
        if (size != 24 || map.IsEmpty) return false;
        size = map[0];
        map = map[1..];
        return true;
    }
}
