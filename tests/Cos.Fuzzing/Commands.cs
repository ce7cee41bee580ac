using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cos.Fuzzing.Differential;
using Cos.Fuzzing.Programs;
using Cos.Fuzzing.Targets;

namespace Cos.Fuzzing;

/// <summary>The commands of the fuzzing program.</summary>
internal static class Commands
{
    private const int DifferencesMax = 20;
    private static readonly Option<ulong> Seed = new("--seed") { Description = "the first seed; a run is decided by it", DefaultValueFactory = _ => 0 };
    private static readonly Argument<string> Target = new("target") { Description = string.Join(", ", FuzzTargets.Names) };

    internal static RootCommand Root()
    {
        Target.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
        return new RootCommand("Looks for inputs on which COS breaks a promise.") { Evm(), EnginePair(), SmokeTest(), Seeds(), Afl() };
    }

    private static Command Evm()
    {
        var anvil = new Option<string>("--anvil") { Description = "the anvil program", DefaultValueFactory = _ => "anvil" };
        var programs = new Option<int>("--programs") { Description = "how many", DefaultValueFactory = _ => 10_000 };
        var command = new Command("evm", "Compare the machine with revm on generated programs, instruction by instruction.") { anvil, Seed, programs };
        command.SetAction((parsed, cancelled) => CompareAsync(parsed.GetRequiredValue(anvil), parsed.GetValue(Seed), parsed.GetValue(programs), cancelled));
        return command;
    }

    private static async Task<int> CompareAsync(string program, ulong seed, int programs, CancellationToken cancelled)
    {
        await using var anvil = await AnvilMachine.StartAsync(program);
        var campaign = new Campaign(anvil, (at, difference) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {at}: {difference}")));
        var started = Stopwatch.GetTimestamp();
        await campaign.RunAsync(seed, programs, cancelled);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{campaign.Compared} programs, {campaign.Steps} steps, {campaign.Differences.Count} differences in {seconds:F0} s"));
        return campaign.Differences.Count == 0 && campaign.Compared == programs ? 0 : 1;
    }

    private static Command EnginePair()
    {
        var programs = new Option<int>("--programs") { Description = "how many", DefaultValueFactory = _ => 10_000 };
        var command = new Command("engines", "Compare the interpreter with the compiler on generated programs.") { Seed, programs };
        command.SetAction((parsed, cancelled) => Task.FromResult(CompareEngines(parsed.GetValue(Seed), parsed.GetValue(programs), cancelled)));
        return command;
    }

    private static int CompareEngines(ulong first, int programs, CancellationToken cancelled)
    {
        var (started, differences, compared) = (Stopwatch.GetTimestamp(), 0, 0);
        Parallel.For(0, programs, (i, loop) =>
        {
            if (cancelled.IsCancellationRequested || Volatile.Read(ref differences) >= DifferencesMax)
            {
                loop.Stop();
            }
            else if (Engines.Difference(ScenarioMaker.Make(first + (ulong)i)) is { } difference)
            {
                Interlocked.Increment(ref differences);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {first + (ulong)i}: {difference}"));
            }

            Interlocked.Increment(ref compared);
        });
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compared} programs, {differences} differences in {seconds:F0} s"));
        return differences == 0 && compared == programs ? 0 : 1;
    }

    private static Command SmokeTest()
    {
        var inputs = new Option<int>("--inputs") { Description = "how many", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("smoke", "Feed a target broken copies of its seeds, blindly.") { Target, Seed, inputs };
        command.SetAction(parsed => WithTarget(parsed, target =>
        {
            var accepted = Smoke.Run(target, parsed.GetValue(Seed), parsed.GetValue(inputs));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parsed.GetValue(inputs)} inputs, {accepted} accepted, none broke a promise"));
        }));
        return command;
    }

    private static Command Seeds()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "where to" };
        var command = new Command("seeds", "Write a target's seeds to files, one each.") { Target, folder };
        command.SetAction(parsed => WithTarget(parsed, target =>
        {
            var directory = parsed.GetRequiredValue(folder);
            directory.Create();
            for (var i = 0; i < target.Seeds.Count; i++)
            {
                File.WriteAllBytes(Path.Combine(directory.FullName, i.ToString(CultureInfo.InvariantCulture)), target.Seeds[i]);
            }
        }));
        return command;
    }

    private static Command Afl()
    {
        var command = new Command("afl", "Be the program that afl-fuzz runs; see eng/fuzz.sh.") { Target };
        command.SetAction(parsed =>
        {
            // Made with the first input: instrumented code that runs before afl-fuzz has shared its memory dies.
            IFuzzTarget? target = null;
            SharpFuzz.Fuzzer.Run(stream =>
            {
                target ??= FuzzTargets.Make(parsed.GetRequiredValue(Target));
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                target!.Run(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            });
        });
        return command;
    }

    private static void WithTarget(ParseResult parsed, Action<IFuzzTarget> act)
    {
        var target = FuzzTargets.Make(parsed.GetRequiredValue(Target)) ?? throw new UnreachableException("the parser knows the names");
        using var owned = target as IDisposable;
        act(target);
    }
}
