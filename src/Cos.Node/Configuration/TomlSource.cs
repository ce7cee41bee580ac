using Tomlyn;
using Tomlyn.Model;

namespace Cos.Node.Configuration;

/// <summary>Reads settings from a TOML file. Unknown keys are refused with the nearest known one.</summary>
public static class TomlSource
{
    /// <summary>The largest file read, in bytes.</summary>
    public const long FileBytesMax = 1024 * 1024;

    /// <summary>Adds every key of the file at <paramref name="path"/>.</summary>
    public static void AddTo(SettingValues values, string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new ConfigurationException($"configuration file {path} does not exist");
        }

        if (file.Length > FileBytesMax)
        {
            throw new ConfigurationException($"configuration file {path} is larger than {FileBytesMax} bytes");
        }

        TomlTable table;
        try
        {
            table = TomlSerializer.Deserialize<TomlTable>(File.ReadAllText(path)) ?? [];
        }
        catch (TomlException mistake)
        {
            throw new ConfigurationException($"configuration file {path}: {mistake.Message}");
        }

        AddTable(values, path, "", table);
    }

    private static void AddTable(SettingValues values, string path, string prefix, TomlTable table)
    {
        foreach (var (name, value) in table)
        {
            var key = prefix + name;
            if (value is TomlTable inner)
            {
                AddTable(values, path, key + ".", inner);
                continue;
            }

            var setting = Settings.All.FirstOrDefault(s => s.Key == key) ?? throw Unknown(path, key);
            values.Add(setting, new SettingSource(TextOf(value), $"{key} in {path}"));
        }
    }

    private static ConfigurationException Unknown(string path, string key)
    {
        var nearest = NearestName.Of(key, Settings.All.Select(s => s.Key));
        return new ConfigurationException($"{path}: there is no setting {key}" + (nearest is null ? "" : $"; did you mean {nearest}?"));
    }

    private static string TextOf(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TomlArray array => string.Join(",", array.Select(TextOf)),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
