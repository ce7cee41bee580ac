using System.CommandLine;
using Cos.Cli.Runs;
using Cos.Cli.Tracing;

namespace Cos.Cli.Commands;

/// <summary><c>cos evm run</c>.</summary>
internal static class RunCommand
{
    private const ulong SecondsMax = 3600;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var request = new RunOptions();
        var dump = new Option<bool>("--dump") { Description = "Print the accounts afterwards as JSON, which --state reads" };
        var trace = new Option<bool>("--trace") { Description = "Write every instruction to standard error as EIP-3155 lines" };
        var compile = CompileOption.Create();
        var json = new Option<bool>("--json") { Description = "Write one JSON object instead of lines" };
        var bench = new Option<bool>("--bench") { Description = "Run again and again from the same state; print time, speed and allocation" };
        var seconds = TypedOption.Number("--bench-seconds", "How long to measure, after 1.5 s of warming up", "n", 1, SecondsMax);
        seconds.DefaultValueFactory = static _ => 3;
        var verb = new Command("run", "Run bytecode once as a transaction's message, without intrinsic gas and fees, and print output, gas, halt and events.\n"
            + "Exit code 0 where it succeeds, 1 where it halts, 2 where something cannot be used.");
        request.AddTo(verb);
        foreach (var option in (Option[])[dump, trace, compile, json, bench, seconds]) verb.Options.Add(option);
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(bench) && parsed.GetValue(trace)) throw new UnusableInputException("--bench and --trace do not go together");
            var run = new CodeRun(request.Read(parsed, terminal), CompileOption.IsForced(parsed, compile, trace));
            var outcome = run.Execute(parsed.GetValue(trace) ? new Eip3155Trace(terminal.ErrorBytes) : null);
            var figures = parsed.GetValue(bench) ? run.Measure(WarmUp, TimeSpan.FromSeconds(parsed.GetValue(seconds))) : null;
            var report = new RunReport(terminal);
            if (parsed.GetValue(json)) report.TellJson(outcome, parsed.GetValue(dump), figures);
            else report.Tell(outcome, parsed.GetValue(dump));
            if (figures is not null && !parsed.GetValue(json)) report.Tell(figures);
            terminal.Output.Flush();
            return outcome.Result.IsSuccess ? ExitCode.Fine : ExitCode.Failed;
        });
        return verb;
    }
}
