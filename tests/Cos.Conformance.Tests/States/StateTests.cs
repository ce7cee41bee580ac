using System.Collections.Concurrent;
using System.Text.Json;
using Cos.Testing;
using Cos.Vm;

namespace Cos.Conformance.Tests.States;

public sealed class StateTests
{
    private const string Archive = "eest-state-osaka";
    private const int ObjectsInArchive = 5_994;

    [Test]
    public void Every_state_test_of_osaka_ends_as_it_says()
    {
        ConformanceArchive.Require(Archive);
        var verdicts = RunAll();
        var failed = verdicts.Where(v => v.Failure is not null).OrderBy(v => v.Name, StringComparer.Ordinal).ToList();
        Report(verdicts.Count, failed);

        Assert.Multiple(() =>
        {
            Assert.That(verdicts, Has.Count.EqualTo(ObjectsInArchive));
            Assert.That(failed.Select(v => $"{v.Name}: {v.Failure}"), Is.Empty);
        });
    }

    private static List<Verdict> RunAll()
    {
        var verdicts = new ConcurrentBag<Verdict>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(ConformanceArchive.Files(Archive).Where(f => f.Path.EndsWith(".json", StringComparison.Ordinal)), options, () => new StateTestRunner(new Workspace()), (file, _, runner) =>
        {
            using var document = JsonDocument.Parse(file.Content);
            foreach (var test in document.RootElement.EnumerateObject())
            {
                foreach (var verdict in runner.Run(test.Name, test.Value)) verdicts.Add(verdict);
            }

            return runner;
        }, _ => { });
        return [.. verdicts];
    }

    private static void Report(int total, List<Verdict> failed)
    {
        TestContext.Out.WriteLine($"{total} fixtures, {total - failed.Count} pass, {failed.Count} fail");
        if (Environment.GetEnvironmentVariable("COS_FAILURES_TO") is { Length: > 0 } path) File.WriteAllLines(path, failed.Select(v => $"{v.Name}\t{v.Failure}"));
    }
}
