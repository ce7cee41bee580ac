using System.Globalization;
using System.Text.Json;
using Cos.Primitives.Values;

namespace Cos.Primitives.Rules;

/// <summary>
/// One JSON object of a genesis file: typed fields by name, each mistake noted with its path. Names that nobody asked for
/// are mistakes too, so that a misspelt parameter is never silently the default.
/// </summary>
internal sealed class GenesisFields
{
    private const string NumberMend = "write a whole number: 12, \"12\" or \"0xc\"";
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly GenesisMistakes _mistakes;
    private readonly string _path;
    private readonly SortedSet<string> _unread = new(StringComparer.Ordinal);

    internal GenesisFields(JsonElement element, string path, GenesisMistakes mistakes)
    {
        (_path, _mistakes) = (path, mistakes);
        if (element.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path.Length == 0 ? "(file)" : path, "not a JSON object", "write { … }");
            return;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!_fields.TryAdd(property.Name, property.Value)) Mistake(property.Name, "given twice", "keep one of them");
            _unread.Add(property.Name);
        }
    }

    /// <summary>All names, in the file's order, taken as asked for.</summary>
    internal IEnumerable<(string Name, JsonElement Value)> All()
    {
        string[] names = [.. _unread];
        _unread.Clear();
        foreach (string name in names) yield return (name, _fields[name]);
    }

    /// <summary>Notes the names that nobody asked for.</summary>
    internal void RefuseOthers()
    {
        foreach (string name in _unread) Mistake(name, "not a known setting", "remove it or correct its spelling");
    }

    /// <summary>Takes a field as asked for.</summary>
    internal bool TryTake(string name, out JsonElement element)
    {
        _unread.Remove(name);
        return _fields.TryGetValue(name, out element) && element.ValueKind != JsonValueKind.Null;
    }

    /// <summary>A number that must be there.</summary>
    internal ulong Number(string name, ulong least, ulong most) => TryRequire(name, out JsonElement e) ? Bounded(name, e, least, most, least) : least;

    /// <summary>A number, or its default where the field is absent.</summary>
    internal ulong Number(string name, ulong least, ulong most, ulong fallback) => TryTake(name, out JsonElement e) ? Bounded(name, e, least, most, fallback) : fallback;

    private ulong Bounded(string name, JsonElement element, ulong least, ulong most, ulong fallback)
    {
        if (!TryWord(element, out UInt256 word))
        {
            Mistake(name, "not a number", NumberMend);
            return fallback;
        }

        if (word >= (UInt256)least && word <= (UInt256)most) return word.U0;
        Mistake(name, $"{word} is out of range", string.Create(CultureInfo.InvariantCulture, $"choose {least} to {most}"));
        return fallback;
    }

    /// <summary>A number below 2^256 that must be there.</summary>
    internal UInt256 Word(string name) => TryRequire(name, out JsonElement e) ? Word(name, e) : default;

    /// <summary>A number below 2^256, or its default where the field is absent.</summary>
    internal UInt256 Word(string name, UInt256 fallback) => TryTake(name, out JsonElement e) ? Word(name, e) : fallback;

    private UInt256 Word(string name, JsonElement element)
    {
        if (!TryWord(element, out UInt256 word)) Mistake(name, "not a number below 2^256", NumberMend);
        return word;
    }

    /// <summary>An address that must be there.</summary>
    internal Address Account(string name)
    {
        if (!TryRequire(name, out JsonElement e)) return default;
        if (!Address.TryParse(Text(e), out Address address)) Mistake(name, "not an address", "write 0x and 40 hexadecimal digits");
        return address;
    }

    /// <summary>32 bytes, zero where the field is absent.</summary>
    internal Hash256 Digest(string name)
    {
        if (!TryTake(name, out JsonElement e)) return default;
        if (!Hash256.TryParse(Text(e), out Hash256 hash)) Mistake(name, "not 32 bytes", "write 0x and 64 hexadecimal digits");
        return hash;
    }

    /// <summary>Bytes, empty where the field is absent.</summary>
    internal byte[] Bytes(string name)
    {
        if (!TryTake(name, out JsonElement e)) return [];
        if (!Hex.TryDecode(Text(e), out byte[] bytes)) Mistake(name, "not hexadecimal bytes", "write 0x and an even number of digits");
        return bytes;
    }

    /// <summary>A text of 1 to <paramref name="most"/> characters that must be there.</summary>
    internal string Words(string name, int most)
    {
        if (!TryRequire(name, out JsonElement e)) return string.Empty;
        string text = Text(e);
        if (text.Length < 1 || text.Length > most) Mistake(name, "not a fitting text", string.Create(CultureInfo.InvariantCulture, $"write 1 to {most} characters in quotes"));
        return text;
    }

    /// <summary>An object, empty where the field is absent or none.</summary>
    internal GenesisFields Object(string name, bool required)
    {
        bool present = required ? TryRequire(name, out JsonElement element) : TryTake(name, out element);
        return present ? new GenesisFields(element, PathOf(name), _mistakes) : new GenesisFields(_mistakes, PathOf(name));
    }

    /// <summary>The objects of an array, none where the field is absent.</summary>
    internal IEnumerable<GenesisFields> Objects(string name, bool required)
    {
        bool present = required ? TryRequire(name, out JsonElement element) : TryTake(name, out element);
        if (!present) yield break;
        if (element.ValueKind != JsonValueKind.Array)
        {
            Mistake(name, "not a list", "write [ … ]");
            yield break;
        }

        int index = 0;
        foreach (JsonElement item in element.EnumerateArray())
            yield return new GenesisFields(item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{index++}]"), _mistakes);
    }

    /// <summary>Notes a mistake at a field of this object.</summary>
    internal void Mistake(string name, string what, string mend) => _mistakes.Add(PathOf(name), what, mend);

    /// <summary>Reads a JSON number, a decimal or a "0x" text.</summary>
    internal static bool TryWord(JsonElement element, out UInt256 word)
    {
        word = default;
        return element.ValueKind switch
        {
            JsonValueKind.Number => UInt256.TryParse(element.GetRawText(), out word),
            JsonValueKind.String => UInt256.TryParse(element.GetString(), out word),
            JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => false,
        };
    }

    private GenesisFields(GenesisMistakes mistakes, string path) => (_mistakes, _path) = (mistakes, path);

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() ?? string.Empty : string.Empty;

    private bool TryRequire(string name, out JsonElement element)
    {
        bool present = TryTake(name, out element);
        if (!present) Mistake(name, "missing", "add it");
        return present;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
