namespace Cos.Node.Configuration;

/// <summary>One thing an operator can set: its TOML key, from which the environment name and the flag follow, and its bounds.</summary>
public sealed record Setting(string Key, SettingKind Kind, string Default, string Description)
{
    /// <summary>Least allowed value of a number.</summary>
    public ulong Minimum { get; init; }

    /// <summary>Greatest allowed value of a number.</summary>
    public ulong Maximum { get; init; } = ulong.MaxValue;

    /// <summary>The texts allowed, or empty for any.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Whether the setting only means something to <c>cosd dev</c>.</summary>
    public bool IsDevOnly { get; init; }

    /// <summary>Whether the setting only means something to <c>cosd run</c>.</summary>
    public bool IsRunOnly { get; init; }

    /// <summary>The command-line flag: <c>rpc.port</c> is <c>--rpc-port</c>, <c>dev.seats</c> is <c>--seats</c>.</summary>
    public string Flag => "--" + (IsDevOnly ? Key["dev.".Length..] : Key).Replace('.', '-');

    /// <summary>The environment variable: <c>rpc.port</c> is <c>COS_RPC_PORT</c>.</summary>
    public string EnvironmentName => "COS_" + Key.Replace('.', '_').Replace('-', '_').ToUpperInvariant();
}
