using System.Collections;
using Cos.Primitives.Text;

namespace Cos.Node.Configuration;

/// <summary>Reads settings from <c>COS_</c> environment variables. Unknown ones are refused with the nearest known one.</summary>
public static class EnvironmentSource
{
    private const string Prefix = "COS_";

    // Read by the test suites and client scripts of this repository, never by the node.
    private static readonly string[] ForeignPrefixes = ["COS_TEST_", "COS_CONFORMANCE", "COS_CRASH_", "COS_RPC_URL", "COS_WS_URL", "COS_BUILD_"];

    /// <summary>Adds every <c>COS_</c> variable of <paramref name="variables"/>.</summary>
    public static void AddTo(SettingValues values, IDictionary variables)
    {
        var names = variables.Keys.OfType<string>().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (Settings.All.FirstOrDefault(s => s.EnvironmentName == name) is { } setting)
            {
                values.Add(setting, new SettingSource((string)variables[name]!, "environment variable " + name));
            }
            else if (!ForeignPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal)))
            {
                var nearest = NearestName.Of(name, Settings.All.Select(s => s.EnvironmentName));
                throw new ConfigurationException($"environment: there is no setting {name}" + (nearest is null ? "; unset it" : $"; did you mean {nearest}?"));
            }
        }
    }
}
