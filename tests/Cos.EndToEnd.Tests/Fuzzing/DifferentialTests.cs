using System.Globalization;
using Cos.EndToEnd.Tests.Clients;
using Cos.Fuzzing.Differential;

namespace Cos.EndToEnd.Tests.Fuzzing;

/// <summary>Generated programs on this machine and on revm. Longer campaigns: docs/develop.md.</summary>
public sealed class DifferentialTests
{
    private const int Programs = 10_000;
    private const int ProgramsMin = 1_000; // however slow the machine
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(75);

    [Test]
    public async Task Generated_programs_run_alike_on_revm()
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("COS_FUZZ_SEED") ?? "0", CultureInfo.InvariantCulture);
        using var time = new CancellationTokenSource(TimeMax);
        await using var anvil = await AnvilMachine.StartAsync(AnvilProcess.ProgramIn(ClientScript.Folder));
        var campaign = new Campaign(anvil, (at, difference) => TestContext.Progress.WriteLine($"seed {at}: {difference}"));
        await campaign.RunAsync(seed, Programs, time.Token);
        await TestContext.Out.WriteLineAsync($"{campaign.Compared} programs, {campaign.Steps} steps");
        Assert.That(campaign.Differences, Is.Empty);
        Assert.That(campaign.Compared, Is.GreaterThanOrEqualTo(ProgramsMin));
    }
}
