using System.Diagnostics;

namespace Cos.EndToEnd.Tests.Processes;

/// <summary>./cosd, as a person runs it.</summary>
public sealed class LauncherTests
{
    [Test]
    public async Task The_launcher_runs_the_built_node_from_any_folder_and_through_a_link()
    {
        var folder = Directory.CreateTempSubdirectory("cosd-launcher-");
        try
        {
            var link = Path.Combine(folder.FullName, "cosd");
            File.CreateSymbolicLink(link, Path.Combine(Checkout.Root, "cosd"));
            await RunAsync(link, folder.FullName); // builds, where the sources are newer than the build
            var start = Stopwatch.GetTimestamp();
            var (code, output) = await RunAsync(link, folder.FullName);
            Assert.That(code, Is.Zero, output);
            Assert.That(output, Does.Match(@"\d+\.\d+\.\d+"));
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(3)), "a start without changes builds nothing");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string launcher, string folder)
    {
        var start = new ProcessStartInfo(launcher, ["version"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The launcher does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }
}
