using System.CommandLine;
using System.CommandLine.Parsing;
using Cos.Primitives.Text;

namespace Cos.Cli.Commands;

/// <summary>The verbs of <c>cos</c>. What is unknown is refused with the nearest known name.</summary>
internal static class CommandLine
{
    /// <summary>Parses <paramref name="arguments"/> and runs the verb; returns the exit code.</summary>
    public static int Run(string[] arguments, Terminal terminal)
    {
        var root = new RootCommand("cos is the tool for people who use COS, the Community Operating System, or write contracts for it.") { EvmCommand.Create(terminal) };

        // An argument is what it is, never the name of a file with more of them.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        try
        {
            if (Mistake(parsed) is { } mistake) throw new UnusableInputException(mistake);
            return parsed.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Errors, EnableDefaultExceptionHandler = false });
        }
        catch (UnusableInputException unusable)
        {
            terminal.Output.Flush();
            terminal.Errors.WriteLine("cos: " + unusable.Message);
            return ExitCode.Unusable;
        }
    }

    private static string? Mistake(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (UnknownOption(parsed) is { } unknown) return Unknown("option", unknown, command.Options.Select(static o => o.Name), parsed.CommandResult);
        if (parsed.UnmatchedTokens.Count > 0 && command.Subcommands.Count > 0)
            return Unknown("verb", parsed.UnmatchedTokens[0], command.Subcommands.Select(static c => c.Name), parsed.CommandResult);
        if (parsed.Errors.Count == 0) return null;
        return command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0
            ? $"name a verb: {string.Join(", ", command.Subcommands.Select(static c => c.Name))} (see {PathOf(parsed.CommandResult)} --help)"
            : $"{parsed.Errors[0].Message} (see {PathOf(parsed.CommandResult)} --help)";
    }

    // The parser takes a misspelt option for an argument where the verb takes arguments; a single dash is standard input.
    private static string? UnknownOption(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static a => a.Tokens).Select(static t => t.Value)
            .Concat(parsed.UnmatchedTokens).FirstOrDefault(static t => t.Length > 1 && t[0] == '-');

    private static string Unknown(string kind, string given, IEnumerable<string> known, CommandResult command)
    {
        var name = given.Split('=')[0];
        var nearest = NearestName.Of(name, known);
        return $"there is no {kind} {name}" + (nearest is null ? $"; see {PathOf(command)} --help" : $"; did you mean {nearest}?");
    }

    private static string PathOf(SymbolResult command)
    {
        var names = new List<string>();
        for (SymbolResult? at = command; at is CommandResult result; at = at.Parent) names.Add(result.Command is RootCommand ? "cos" : result.Command.Name);
        names.Reverse();
        return string.Join(' ', names);
    }
}
