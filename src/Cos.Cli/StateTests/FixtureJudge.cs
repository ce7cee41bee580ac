using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Cos.Cli.Commands;
using Cos.Cli.Tracing;
using Cos.Vm;
using Cos.Vm.Compiler;

namespace Cos.Cli.StateTests;

/// <summary>Judges files of tests, several at once.</summary>
/// <param name="fork">Whose results are asked for.</param>
/// <param name="filter">Which tests are wanted.</param>
/// <param name="isCompiled">Whether all code is compiled before it runs.</param>
/// <param name="trace">Where every instruction is shown; only with one file at a time, and interpreted.</param>
internal sealed class FixtureJudge(TestFork fork, NameFilter filter, bool isCompiled, Eip3155Trace? trace)
{
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    /// <summary>Whose results are asked for.</summary>
    public TestFork Fork => fork;

    /// <summary>What became of each file, in the files' order, as soon as it and those before it are done.</summary>
    public IEnumerable<FileVerdicts> Run(IEnumerable<FixtureFile> files, int jobs)
    {
        if (jobs == 1) return files.Select(Judge);

        // One file at a time: whoever takes several may be left alone with the largest.
        return Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered()
            .WithDegreeOfParallelism(jobs).WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(Judge);
    }

    private FileVerdicts Judge(FixtureFile file)
    {
        var workspace = _workspaces.TryTake(out var rested) ? rested : new Workspace();
        try
        {
            var content = file.Content ?? InputFile.Bytes(file.Path, FixtureFiles.BytesMax);
            if (!JsonText.IsWhole(content)) return new FileVerdicts([], $"{file.Path} is not JSON: it is not UTF-8, or half a character is escaped", 0);
            using var document = JsonDocument.Parse(content);
            return Judge(workspace, document.RootElement);
        }
        catch (JsonException wrong)
        {
            return new FileVerdicts([], $"{file.Path} is not JSON: {wrong.Message}", 0);
        }
        catch (Exception unusable) when (unusable is UnusableInputException or FormatException)
        {
            return new FileVerdicts([], unusable is FormatException ? $"{file.Path} holds no state tests: {unusable.Message}" : unusable.Message, 0);
        }
        finally
        {
            _workspaces.Add(workspace);
        }
    }

    private FileVerdicts Judge(Workspace workspace, JsonElement root)
    {
        var verdicts = ImmutableArray.CreateBuilder<Verdict>();
        var others = 0;
        foreach (var test in root.Members())
        {
            if (!filter.Wants(test.Name)) continue;

            // What is compiled is kept for good, so each test has a workspace of its own to leave behind.
            var runner = new StateTestRunner(isCompiled ? new Workspace(new EagerCompilation()) : workspace, fork, trace);
            if (runner.Concerns(test.Value)) verdicts.AddRange(Judge(runner, test));
            else others++;
        }

        return new FileVerdicts(verdicts.DrainToImmutable(), null, others);
    }

    // One crash must not hide what became of the others.
    private List<Verdict> Judge(StateTestRunner runner, JsonProperty test)
    {
        try
        {
            return [.. runner.Run(test.Name, test.Value)];
        }
        catch (FormatException malformed)
        {
            return [new Verdict(test.Name, $"malformed: {malformed.Message}") { Fork = fork.Name }];
        }
        catch (Exception crash) when (crash is not OutOfMemoryException)
        {
            return [new Verdict(test.Name, $"the machine broke with {crash.GetType().Name}: {crash.Message} {crash.StackTrace?.Split('\n')[0].Trim()}") { Fork = fork.Name }];
        }
    }
}
