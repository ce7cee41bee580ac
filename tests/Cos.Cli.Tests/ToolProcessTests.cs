using System.Diagnostics;
using Cos.Testing;

namespace Cos.Cli.Tests;

/// <summary>The built tool as a real process.</summary>
public sealed class ToolProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [TestCase("evm run 602a5f5260205ff3", null, 0, "2a")]
    [TestCase("evm run -", "5f5ffd", 1, "Revert")]
    [TestCase("evm disasm", "6080604052", 0, "0004: MSTORE")]
    [TestCase("evm run zz", null, 2, "")]
    public async Task Answers_and_ends_as_it_should(string line, string? piped, int code, string words)
    {
        var (ended, output, errors) = await RunAsync(line, piped);
        Assert.That(ended, Is.EqualTo(code), errors);
        Assert.That(output, Does.Contain(words));
        Assert.That(errors, code == 2 ? Does.StartWith("cos: ") : Is.Empty);
    }

    [Test]
    public async Task Judges_tests_with_the_trace_apart_from_the_result()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("test.json", StateTests.SmallFixture.Passing(folder).ToJsonString());
        var (ended, output, errors) = await RunAsync($"evm statetest {file} --trace", null);
        Assert.That((ended, output), Is.EqualTo((0, "1 passed, 0 failed\n")));
        Assert.That(errors, Does.Contain("\"opName\":\"SSTORE\"").And.Contain("\"stateRoot\""));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string line, string? piped)
    {
        var tool = Path.Combine(Checkout.Root, "src", "Cos.Cli", "bin", "Release", "net10.0", "cos.dll");
        Assert.That(tool, Does.Exist, "dotnet build src/Cos.Cli -c Release");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[tool, .. line.Split(' ')]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        if (piped is not null) await process.StandardInput.WriteAsync(piped);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await output, await errors);
    }
}
