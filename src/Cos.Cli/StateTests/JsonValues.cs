using System.Collections.Immutable;
using System.Text.Json;
using Cos.Primitives.Values;

namespace Cos.Cli.StateTests;

/// <summary>The fixtures' hex strings as values; a malformed fixture throws a <see cref="FormatException"/> with words for its author.</summary>
internal static class JsonValues
{
    /// <summary>A member that must be there.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.TryMember(name, out var member) ? member : throw new FormatException($"\"{name}\" is missing");

    /// <summary>A member that may be there.</summary>
    public static bool TryMember(this JsonElement element, string name, out JsonElement member)
    {
        member = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out member) && member.ValueKind != JsonValueKind.Null;
    }

    /// <summary>The items of an array.</summary>
    public static ImmutableArray<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : throw new FormatException($"not a list: {Shorten(element.GetRawText())}");

    /// <summary>The members of an object.</summary>
    public static ImmutableArray<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? [.. element.EnumerateObject()] : throw new FormatException($"not an object: {Shorten(element.GetRawText())}");

    /// <summary>A text.</summary>
    public static string Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { } text ? text : throw new FormatException($"not a text: {Shorten(element.GetRawText())}");

    /// <summary>Bytes: "0x" and an even number of digits.</summary>
    public static byte[] Bytes(this JsonElement element) =>
        Hex.TryDecode(element.Text(), out var bytes) ? bytes : throw new FormatException($"not bytes in hexadecimal: {Shorten(element.Text())}");

    /// <summary>A number below 2^256: "0x" and digits, leading zeros welcome.</summary>
    public static UInt256 Number(this JsonElement element) => NumberOf(element.Text());

    /// <summary>A number below 2^64.</summary>
    public static ulong Word(this JsonElement element)
    {
        var number = element.Number();
        return number.FitsUInt64 ? number.U0 : throw new FormatException($"not below 2^64: {Shorten(element.Text())}");
    }

    /// <summary>32 bytes, leading zeros left out or not.</summary>
    public static Hash256 Hash(this JsonElement element) => Hash256.FromUInt256(element.Number());

    /// <summary>An address.</summary>
    public static Address Address(this JsonElement element) => AddressOf(element.Text());

    /// <summary>An address, as a member's name is one.</summary>
    public static Address AddressOf(string text) =>
        Primitives.Values.Address.TryParse(text, out var address) ? address : throw new FormatException($"not an address: {Shorten(text)}");

    /// <summary>The slots that are not zero, in ascending order.</summary>
    public static ImmutableArray<(UInt256 Slot, UInt256 Value)> Slots(this JsonElement storage)
    {
        var slots = new SortedDictionary<UInt256, UInt256>();
        foreach (var member in storage.Members())
        {
            if (!slots.TryAdd(NumberOf(member.Name), member.Value.Number())) throw new FormatException($"slot {Shorten(member.Name)} is there twice");
        }

        return [.. slots.Where(static s => !s.Value.IsZero).Select(static s => (s.Key, s.Value))];
    }

    private static UInt256 NumberOf(string text) => text.StartsWith("0x", StringComparison.Ordinal) && UInt256.TryParse(text, out var number)
        ? number : throw new FormatException($"not a hexadecimal number below 2^256: {Shorten(text)}");

    private static string Shorten(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");
}
