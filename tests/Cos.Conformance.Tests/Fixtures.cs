using System.Collections.Concurrent;
using System.Text.Json;
using Cos.Cli.StateTests;
using Cos.Testing;
using Cos.Vm;

namespace Cos.Conformance.Tests;

/// <summary>Every fixture of an archive, judged on all cores.</summary>
internal static class Fixtures
{
    private const string FailuresVariable = "COS_FAILURES_TO";

    /// <summary>Judges every fixture, and requires that there are so many and that none fails.</summary>
    public static void RequireAll(string archive, int objects, Func<Workspace, string, JsonElement, IEnumerable<Verdict>> judge)
    {
        ConformanceArchive.Require(archive);
        var verdicts = Judge(archive, judge);
        var failed = verdicts.Where(v => v.Failure is not null).OrderBy(v => v.Name, StringComparer.Ordinal).ToList();
        Report(archive, verdicts.Count, failed);

        Assert.Multiple(() =>
        {
            Assert.That(verdicts, Has.Count.EqualTo(objects));
            Assert.That(failed.Select(v => $"{v.Name}: {v.Failure}"), Is.Empty);
        });
    }

    /// <summary>The first fixture of the file whose path ends so.</summary>
    public static JsonElement First(string archive, string path)
    {
        var file = ConformanceArchive.Files(archive).Single(f => f.Path.EndsWith(path, StringComparison.Ordinal));
        return JsonDocument.Parse(file.Content).RootElement.EnumerateObject().First().Value;
    }

    private static List<Verdict> Judge(string archive, Func<Workspace, string, JsonElement, IEnumerable<Verdict>> judge)
    {
        var verdicts = new ConcurrentBag<Verdict>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        var files = ConformanceArchive.Files(archive).Where(f => f.Path.EndsWith(".json", StringComparison.Ordinal));
        Parallel.ForEach(Partition(files), options, () => new Workspace(), (file, _, workspace) =>
        {
            using var document = JsonDocument.Parse(file.Content);
            foreach (var test in document.RootElement.EnumerateObject())
            {
                foreach (var verdict in JudgeOrCatch(judge, workspace, test)) verdicts.Add(verdict);
            }

            return workspace;
        }, _ => { });
        return [.. verdicts];
    }

    // One file at a time: a core that takes several may be left alone with the largest.
    private static OrderablePartitioner<ConformanceFile> Partition(IEnumerable<ConformanceFile> files) =>
        Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering);

    // One crash must not hide what became of the others.
    private static List<Verdict> JudgeOrCatch(Func<Workspace, string, JsonElement, IEnumerable<Verdict>> judge, Workspace workspace, JsonProperty test)
    {
        try
        {
            return [.. judge(workspace, test.Name, test.Value)];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [new Verdict(test.Name, $"threw {exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n')[0].Trim()}")];
        }
    }

    private static void Report(string archive, int total, List<Verdict> failed)
    {
        TestContext.Out.WriteLine($"{archive}: {total} fixtures, {total - failed.Count} pass, {failed.Count} fail, none is left out");
        if (Environment.GetEnvironmentVariable(FailuresVariable) is not { Length: > 0 } folder) return;
        File.WriteAllLines(Path.Combine(folder, $"{archive}.txt"), failed.Select(v => $"{v.Name}\t{v.Failure}"));
    }
}
