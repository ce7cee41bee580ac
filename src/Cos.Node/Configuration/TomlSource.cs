using System.Globalization;
using System.Text;
using Cos.Primitives.Text;
using Tomlyn;
using Tomlyn.Parsing;

namespace Cos.Node.Configuration;

/// <summary>Reads settings from a TOML file. Unknown keys are refused with the nearest known one, as are values of another kind and keys given twice.</summary>
public static class TomlSource
{
    /// <summary>The largest file read, in bytes.</summary>
    public const int FileBytesMax = 1024 * 1024;

    private const int DepthMax = 16;

    /// <summary>Adds every key of the file at <paramref name="path"/>.</summary>
    public static void AddTo(SettingValues values, string path)
    {
        var text = Read(path);
        try
        {
            var parser = TomlParser.Create(
                text, new TomlParserOptions { Mode = TomlParserMode.Strict, DecodeScalars = true, EagerStringValues = true }, TomlSerializerOptions.Default with { MaxDepth = DepthMax });
            Add(values, path, parser);
        }
        catch (TomlException mistake)
        {
            throw new ConfigurationException($"configuration file {path}: {mistake.Message.Trim()}");
        }
    }

    private static string Read(string path)
    {
        var bytes = new byte[FileBytesMax + 1];
        try
        {
            // Counted as it is read: what is not a plain file tells no length.
            using var file = File.OpenRead(path);
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= FileBytesMax
                ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length).TrimStart('\uFEFF')
                : throw new ConfigurationException($"configuration file {path} is larger than {FileBytesMax} bytes");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"configuration file {path} does not exist");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"configuration file {path} cannot be read: {refused.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new ConfigurationException($"configuration file {path} is not UTF-8 text");
        }
    }

    private static void Add(SettingValues values, string path, TomlParser parser)
    {
        var tables = new Stack<string>(); // prefixes of the tables around
        var (name, line) = ("", 0);
        var given = new HashSet<string>(StringComparer.Ordinal);
        while (parser.MoveNext())
        {
            var kind = parser.Current.Kind;
            if (kind == TomlParseEventKind.PropertyName)
            {
                (name, line) = (parser.GetPropertyName(), parser.Current.Line);
            }
            else if (kind == TomlParseEventKind.StartTable)
            {
                tables.Push(tables.Count == 0 ? "" : tables.Peek() + name + ".");
            }
            else if (kind == TomlParseEventKind.EndTable)
            {
                tables.Pop();
            }
            else if (kind is not (TomlParseEventKind.StartDocument or TomlParseEventKind.EndDocument))
            {
                var key = tables.Peek() + name;
                var setting = Settings.All.FirstOrDefault(s => s.Key == key) ?? throw Unknown(path, line, key);
                if (!given.Add(key))
                {
                    throw new ConfigurationException($"{path} line {line}: {key} is given twice");
                }

                var text = TextOf(parser, setting) ?? throw new ConfigurationException($"{path} line {line}: {key} must be {WordsOf(setting.Kind)}");
                values.Add(setting, new SettingSource(text, $"{path} line {line}"));
            }
        }
    }

    private static ConfigurationException Unknown(string path, int line, string key)
    {
        var nearest = NearestName.Of(key, Settings.All.Select(s => s.Key));
        return new ConfigurationException($"{path} line {line}: there is no setting {key}" + (nearest is null ? "" : $"; did you mean {nearest}?"));
    }

    /// <summary>The text of the value here; null where it is not of the setting's kind.</summary>
    private static string? TextOf(TomlParser parser, Setting setting) => (setting.Kind, parser.Current.Kind) switch
    {
        (SettingKind.Text, TomlParseEventKind.String) => parser.GetString(),
        (SettingKind.Number, TomlParseEventKind.Integer) => parser.Current.GetInt64().ToString(CultureInfo.InvariantCulture),
        (SettingKind.Switch, TomlParseEventKind.Boolean) => parser.Current.GetBoolean() ? "true" : "false",
        (SettingKind.List, TomlParseEventKind.StartArray) => ListText(parser),
        _ => null,
    };

    private static string? ListText(TomlParser parser)
    {
        var items = new List<string>();
        while (parser.MoveNext() && parser.Current.Kind != TomlParseEventKind.EndArray)
        {
            // A comma parts the items of a list wherever it comes from.
            if (parser.Current.Kind != TomlParseEventKind.String || parser.GetString() is not { Length: > 0 } item || item.Contains(','))
            {
                return null;
            }

            items.Add(item);
        }

        return string.Join(',', items);
    }

    private static string WordsOf(SettingKind kind) => kind switch
    {
        SettingKind.Text => "a text in quotes",
        SettingKind.Number => "a whole number",
        SettingKind.Switch => "true or false",
        SettingKind.List => "an array of texts, none empty and none with a comma",
        SettingKind.Unspecified => "left out",
    };
}
