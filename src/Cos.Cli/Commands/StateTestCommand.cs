using System.CommandLine;
using Cos.Cli.StateTests;
using Cos.Cli.Tracing;

namespace Cos.Cli.Commands;

/// <summary><c>cos evm statetest</c>.</summary>
internal static class StateTestCommand
{
    private const int JobsMax = 256;

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files of tests, folders (all *.json in them), or .tar.zst archives",
            Arity = ArgumentArity.OneOrMore,
        };
        var filter = new Option<string>("--filter") { Description = "Only tests whose name holds this text, or matches it where it stands between slashes: /regex/", HelpName = "text" };
        var fork = TypedOption.Choice(
            "--fork", "Judge by this fork's results. Osaka is run to the letter; for London to Prague only that fork's limits on a transaction are taken",
            TestFork.Osaka.Name, [.. TestFork.All.Select(static f => f.Name)]);
        var jobs = TypedOption.Number("--jobs", "Files judged at once", "n", 1, JobsMax);
        jobs.DefaultValueFactory = static _ => (ulong)Math.Min(JobsMax, Environment.ProcessorCount);
        var compile = CompileOption.Create();
        var trace = new Option<bool>("--trace") { Description = "Write every instruction to standard error as EIP-3155 lines; judges one test at a time" };
        var json = new Option<bool>("--json") { Description = "Write one JSON array with an object a test; the numbers go to standard error" };

        var verb = new Command("statetest", "Judge state tests in the execution-spec format: state root, logs and rejection. Prints what fails, then \"N passed, N failed\".\n"
            + "Exit code 0 where all pass, 1 where a test fails, 2 where something could not be read or nothing was run.")
        { paths, filter, fork, jobs, compile, trace, json };
        verb.SetAction(parsed =>
        {
            var isCompiled = CompileOption.IsForced(parsed, compile, trace);
            var judge = new FixtureJudge(
                TestFork.All.First(f => f.Name == parsed.GetValue(fork)), new NameFilter(parsed.GetValue(filter) ?? string.Empty), isCompiled,
                parsed.GetValue(trace) ? new Eip3155Trace(terminal.ErrorBytes) : null);
            return Run(terminal, FixtureFiles.Of(parsed.GetRequiredValue(paths)), judge, parsed.GetValue(trace) ? 1 : (int)parsed.GetValue(jobs), parsed.GetValue(json));
        });
        return verb;
    }

    private static int Run(Terminal terminal, IEnumerable<FixtureFile> files, FixtureJudge judge, int jobs, bool isJson)
    {
        var fork = judge.Fork;
        if (!fork.IsExact)
            terminal.Errors.WriteLine($"cos: {fork.Name}'s tests run with Osaka's instructions and prices; a failure may mean only that the forks differ");
        var report = new StateTestReport(terminal, isJson);
        try
        {
            foreach (var file in judge.Run(files, jobs)) report.Add(file);
        }
        catch (AggregateException several) when (several.Flatten().InnerExceptions is [UnusableInputException unusable, ..])
        {
            throw new UnusableInputException(unusable.Message);
        }

        return report.End(fork);
    }
}
