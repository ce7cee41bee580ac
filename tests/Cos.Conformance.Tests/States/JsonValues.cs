using System.Collections.Immutable;
using System.Text.Json;
using Cos.Primitives.Values;

namespace Cos.Conformance.Tests.States;

/// <summary>The fixtures' hex strings as values; a malformed fixture throws.</summary>
internal static class JsonValues
{
    public static byte[] Bytes(this JsonElement element) => Convert.FromHexString(Digits(element));

    public static UInt256 Number(this JsonElement element)
    {
        var digits = Digits(element);
        return UInt256.FromBigEndian(Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits));
    }

    public static ulong Word(this JsonElement element) => (ulong)element.Number();

    public static Hash256 Hash(this JsonElement element) => Hash256.FromUInt256(element.Number());

    public static Address Address(this JsonElement element) => new(element.Bytes());

    public static Address AddressOf(string text) => new(Convert.FromHexString(text[2..]));

    public static ImmutableArray<(UInt256 Slot, UInt256 Value)> Slots(this JsonElement storage) =>
        [.. storage.EnumerateObject().Select(p => (Slot: SlotOf(p.Name), Value: p.Value.Number())).Where(s => !s.Value.IsZero).OrderBy(s => s.Slot)];

    private static UInt256 SlotOf(string text) => UInt256.TryParse(text, out var slot) ? slot : throw new FormatException(text);

    private static string Digits(JsonElement element)
    {
        var text = element.GetString()!;
        return text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : throw new FormatException(text);
    }
}
