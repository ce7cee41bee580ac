using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Cos.Primitives.Rules;

/// <summary>
/// A chain spec as text: Ethereum's genesis JSON with a <c>config.cos</c> section. Reading it names every mistake at once:
/// where, what, and how to mend it.
/// </summary>
public static class GenesisFile
{
    /// <summary>The most mistakes that one reading names.</summary>
    public const int MistakesMax = 20;
    private const int JsonDepthMax = 16;

    /// <summary>Reads UTF-8 JSON; false and at least one mistake where it describes no chain.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, [NotNullWhen(true)] out ChainSpec? spec, out ImmutableArray<string> errors)
    {
        spec = null;
        GenesisMistakes mistakes = new();
        using JsonDocument? document = ParseJson(json, mistakes);
        if (document is not null) spec = GenesisReader.Read(document.RootElement, mistakes);
        errors = mistakes.Words;
        if (!errors.IsEmpty) spec = null;
        return spec is not null;
    }

    /// <summary>Writes a spec as indented UTF-8 JSON that reads back as the same, in a new array.</summary>
    public static byte[] Write(ChainSpec spec) => GenesisWriter.Write(spec);

    /// <summary>Reads text as one JSON value; null and a mistake where it is none.</summary>
    internal static JsonDocument? ParseJson(ReadOnlySpan<byte> json, GenesisMistakes mistakes)
    {
        if (!Utf8.IsValid(json) || EscapesSurrogates(json))
        {
            mistakes.Add("(file)", "not UTF-8 text, or half a character is escaped", "save it as UTF-8 and write characters as they are");
            return null;
        }

        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = JsonDepthMax });
            JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (!reader.Read()) return document;
            mistakes.Add("(file)", "text follows the JSON object", "keep one object in the file");
        }
        catch (JsonException flaw)
        {
            // The message carries line and position, and says what was met.
            mistakes.Add("(file)", $"not JSON: {flaw.Message}", "correct the syntax there");
        }

        return null;
    }

    // The JSON reader takes "\ud800" for a string and only its conversion to text fails, so such escapes are refused whole.
    private static bool EscapesSurrogates(ReadOnlySpan<byte> json)
    {
        for (int at = json.IndexOf("\\u"u8); at >= 0 && at + 3 < json.Length; at++)
        {
            if (json[at + 2] is (byte)'d' or (byte)'D' && json[at + 3] is not (>= (byte)'0' and <= (byte)'7')) return true;
            int next = json[(at + 1)..].IndexOf("\\u"u8);
            if (next < 0) return false;
            at += next;
        }

        return false;
    }
}
