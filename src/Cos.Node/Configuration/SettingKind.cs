namespace Cos.Node.Configuration;

/// <summary>What a setting's text must be.</summary>
public enum SettingKind
{
    /// <summary>Not chosen.</summary>
    Unspecified = 0,

    /// <summary>Any text.</summary>
    Text = 1,

    /// <summary>A whole number within the setting's bounds.</summary>
    Number = 2,

    /// <summary><c>true</c> or <c>false</c>; a flag alone means true.</summary>
    Switch = 3,

    /// <summary>Texts separated by commas; a TOML array.</summary>
    List = 4,
}
