using System.Collections;
using System.CommandLine;
using Cos.Primitives.Text;

namespace Cos.Node.Configuration;

/// <summary>The verbs and flags of <c>cosd</c>. Flags come from <see cref="Settings"/>; an unknown one is refused with the nearest known.</summary>
public static class CommandLine
{
    private const int WrongUsage = 2;

    /// <summary>Parses <paramref name="arguments"/> and runs the verb; returns the exit code (0 fine, 1 failed, 2 wrong usage, with words in <paramref name="errors"/>).</summary>
    public static async Task<int> RunAsync(
        string[] arguments, IDictionary environment, TextWriter errors, Func<SettingValues, Task<int>> dev, Func<SettingValues, Task<int>> run, Func<int> version)
    {
        var root = new RootCommand("cosd runs a node of COS, the Community Operating System.");
        root.Subcommands.Add(Verb("dev", "Run a development chain: one command, funded accounts, blocks at once.", s => !s.IsRunOnly, environment, errors, dev));
        root.Subcommands.Add(Verb("run", "Run a node of the chain that the configuration names.", s => !s.IsDevOnly, environment, errors, run));
        var versionVerb = new Command("version", "Print the version of the node and of what it stands on.");
        versionVerb.SetAction(_ => version());
        root.Subcommands.Add(versionVerb);

        // An argument is what it is, never the name of a file with more of them; and who runs the verb stops it, however long that takes.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parsed.Errors.Count > 0)
        {
            await errors.WriteLineAsync("cosd: " + Explain(parsed));
            return WrongUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static Command Verb(string name, string description, Func<Setting, bool> takes, IDictionary environment, TextWriter errors, Func<SettingValues, Task<int>> action)
    {
        var verb = new Command(name, description);
        var config = new Option<string>("--config") { Description = "TOML file with settings; flags and COS_ environment variables win over it" };
        verb.Options.Add(config);
        var options = new List<(Setting Setting, Option<string> Option)>();
        foreach (var setting in Settings.All.Where(takes))
        {
            var option = new Option<string>(setting.Flag) { Description = Describe(setting), HelpName = setting.Kind.ToString().ToLowerInvariant() };
            option.Arity = setting.Kind == SettingKind.Switch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne;
            verb.Options.Add(option);
            options.Add((setting, option));
        }

        verb.SetAction(async (parsed, _) =>
        {
            try
            {
                return await action(Gather(parsed, environment, config, options));
            }
            catch (ConfigurationException mistake)
            {
                await errors.WriteLineAsync("cosd: " + mistake.Message);
                return WrongUsage;
            }
        });
        return verb;
    }

    private static SettingValues Gather(ParseResult parsed, IDictionary environment, Option<string> config, List<(Setting Setting, Option<string> Option)> options)
    {
        var values = new SettingValues();
        if (parsed.GetValue(config) is { Length: > 0 } path)
        {
            TomlSource.AddTo(values, path);
        }

        EnvironmentSource.AddTo(values, environment);
        foreach (var (setting, option) in options)
        {
            if (parsed.GetResult(option) is { Implicit: false } result)
            {
                var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "true";
                values.Add(setting, new SettingSource(text, "flag " + setting.Flag));
            }
        }

        return values;
    }

    private static string Describe(Setting setting) => setting.Default.Length == 0 ? setting.Description : $"{setting.Description} [{setting.Default}]";

    private static string Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return command is RootCommand ? "name a verb: " + string.Join(", ", command.Subcommands.Select(c => c.Name)) : parsed.Errors[0].Message;
        }

        var given = parsed.UnmatchedTokens[0];
        var known = given.StartsWith('-')
            ? command.Options.Select(o => o.Name)
            : command.Subcommands.Select(c => c.Name);
        var nearest = NearestName.Of(given.Split('=')[0], known);
        return $"there is no {(given.StartsWith('-') ? "flag" : "verb")} {given}" + (nearest is null ? $"; see cosd {(command is RootCommand ? "" : command.Name + " ")}--help" : $"; did you mean {nearest}?");
    }
}
