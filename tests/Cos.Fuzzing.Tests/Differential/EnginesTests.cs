using System.Collections.Concurrent;
using Cos.Fuzzing.Differential;
using Cos.Fuzzing.Programs;

namespace Cos.Fuzzing.Tests.Differential;

public sealed class EnginesTests
{
    private const int Scenarios = 2_000;

    [Test]
    public void Leave_the_same_behind_on_generated_programs()
    {
        var differences = new ConcurrentBag<string>();
        Parallel.For(0, Scenarios, seed =>
        {
            if (Engines.Difference(ScenarioMaker.Make((ulong)seed)) is { } difference)
            {
                differences.Add($"seed {seed}: {difference}");
            }
        });
        Assert.That(differences, Is.Empty);
    }
}
