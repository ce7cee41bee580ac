using System.Globalization;

namespace Cos.Node.Configuration;

/// <summary>The settings as given: defaults below a TOML file, below the <c>COS_</c> environment, below flags. Every text is checked against its setting when added.</summary>
public sealed class SettingValues
{
    private readonly Dictionary<Setting, SettingSource> _given = [];

    /// <summary>Sets a value over whatever was there; a text that does not fit its setting is refused.</summary>
    public void Add(Setting setting, SettingSource source)
    {
        Check(setting, source);
        _given[setting] = source;
    }

    /// <summary>The text in force.</summary>
    public string Text(Setting setting) => _given.TryGetValue(setting, out var source) ? source.Text : setting.Default;

    /// <summary>Whether someone set it, rather than the default.</summary>
    public bool IsGiven(Setting setting) => _given.ContainsKey(setting);

    /// <summary>The number in force.</summary>
    public ulong Number(Setting setting) => ulong.Parse(Text(setting), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The number in force, as an int.</summary>
    public int Int(Setting setting) => checked((int)Number(setting));

    /// <summary>The switch in force.</summary>
    public bool Switch(Setting setting) => Text(setting) == "true";

    /// <summary>The list in force.</summary>
    public IReadOnlyList<string> List(Setting setting) =>
        Text(setting).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Check(Setting setting, SettingSource source)
    {
        var wrong = setting.Kind switch
        {
            SettingKind.Number => WrongNumber(setting, source.Text),
            SettingKind.Switch => source.Text is "true" or "false" ? null : "must be true or false",
            SettingKind.Text or SettingKind.List => setting.Allowed.Count == 0 || setting.Allowed.Contains(source.Text) ? null : "must be one of " + string.Join(", ", setting.Allowed),
            SettingKind.Unspecified => "has no kind",
        };
        if (wrong is not null)
        {
            throw new ConfigurationException($"{setting.Key} = \"{source.Text}\" (from {source.Origin}): {wrong}");
        }
    }

    private static string? WrongNumber(Setting setting, string text)
    {
        var bounds = setting.Maximum == ulong.MaxValue ? $"a whole number of at least {setting.Minimum}" : $"a whole number from {setting.Minimum} to {setting.Maximum}";
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= setting.Minimum && number <= setting.Maximum
            ? null
            : "must be " + bounds;
    }
}
