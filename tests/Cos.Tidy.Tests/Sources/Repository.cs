using System.Diagnostics;

namespace Cos.Tidy.Tests.Sources;

/// <summary>The repository this test runs in: what git tracks or would track.</summary>
internal static class Repository
{
    private static readonly Lazy<IReadOnlyList<string>> AllPaths = new(ListPaths);
    private static readonly Lazy<IReadOnlyList<SourceFile>> AllSources = new(() =>
        [.. Paths.Where(static p => p.EndsWith(".cs", StringComparison.Ordinal) && (p.StartsWith("src/", StringComparison.Ordinal)
            || p.StartsWith("tests/", StringComparison.Ordinal) || p.StartsWith("benchmarks/", StringComparison.Ordinal)))
            .Select(static p => new SourceFile(p, Read(p)))]);

    public static string Root { get; } = FindRoot();

    /// <summary>Every tracked or new file that is not ignored, relative to the root.</summary>
    public static IReadOnlyList<string> Paths => AllPaths.Value;

    public static IReadOnlyList<SourceFile> Sources => AllSources.Value;

    /// <summary>Projects of the pure ring: <c>&lt;CosRing&gt;Pure&lt;/CosRing&gt;</c>.</summary>
    public static IReadOnlySet<string> PureProjects { get; } =
        Paths.Where(static p => p.EndsWith(".csproj", StringComparison.Ordinal) && Read(p).Contains("<CosRing>Pure</CosRing>", StringComparison.Ordinal))
            .Select(static p => p.Split('/')[1]).ToHashSet();

    public static IEnumerable<SourceFile> PureSources => Sources.Where(static s => PureProjects.Contains(s.Project));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cos.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException("Cos.slnx is in no folder above the tests.");
    }

    private static IReadOnlyList<string> ListPaths()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new FileNotFoundException("git does not start.");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero, "git ls-files");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static p => File.Exists(Path.Combine(Root, p))).Order(StringComparer.Ordinal)];
    }
}
