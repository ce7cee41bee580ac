using System.Buffers.Text;
using System.Text.Unicode;

namespace Cos.Cli.StateTests;

/// <summary>What the JSON reader takes and then cannot turn into text: bytes that are no UTF-8, and escapes of half a character.</summary>
internal static class JsonText
{
    private const int EscapeLength = 6; // \uXXXX

    /// <summary>Whether every text in it can be read.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        for (var at = json.IndexOf((byte)'\\'); at >= 0 && at < json.Length;)
        {
            var unit = UnitAt(json, at);
            if (char.IsLowSurrogate(unit)) return false;
            if (char.IsHighSurrogate(unit) && !char.IsLowSurrogate(UnitAt(json, at + EscapeLength))) return false;
            at += char.IsHighSurrogate(unit) ? 2 * EscapeLength : 2; // any other escape is past after two bytes
            var next = at < json.Length ? json[at..].IndexOf((byte)'\\') : -1;
            at = next < 0 ? json.Length : at + next;
        }

        return true;
    }

    // The UTF-16 unit that is escaped there; zero where something else is.
    private static char UnitAt(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out var digits, 'x') && digits == 4 ? (char)unit : '\0';
}
