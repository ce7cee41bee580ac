using System.Formats.Tar;
using System.Security.Cryptography;
using NUnit.Framework;
using ZstdSharp;

namespace Cos.Testing;

/// <summary>
/// The public test vectors in <c>../shared/conformance</c> (or the folder that COS_CONFORMANCE names), read straight from their archives.
/// Where they are absent a test is ignored with the reason, except under CI=true, where it fails.
/// </summary>
public static class ConformanceArchive
{
    private const string FolderVariable = "COS_CONFORMANCE";

    /// <summary>The folder that holds the archives, or null.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <summary>True when the archive can be read; for test case sources, which cannot ignore.</summary>
    public static bool Has(string name) => Folder is not null && File.Exists(PathOf(name));

    /// <summary>Ends the calling test where the archive is absent: ignored, or failed under CI=true.</summary>
    public static void Require(string name)
    {
        if (Has(name))
        {
            return;
        }
        var reason = $"{name}.tar.zst is in no shared/conformance folder above the tests, and {FolderVariable} does not name its folder";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }
        Assert.Ignore(reason);
    }

    /// <summary>
    /// The files of an archive (such as <c>eest-state-osaka</c>) in archive order, decompressed as they are read.
    /// The archive's digest is checked against SHA256SUMS first, so a damaged one fails rather than tests less.
    /// </summary>
    public static IEnumerable<ConformanceFile> Files(string name)
    {
        Require(name);
        CheckDigest(name);
        using var packed = File.OpenRead(PathOf(name));
        using var unpacked = new DecompressionStream(packed);
        using var tar = new TarReader(unpacked);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } stream })
            {
                var content = new byte[entry.Length];
                stream.ReadExactly(content);
                yield return new(entry.Name, content);
            }
        }
    }

    private static string PathOf(string name) => Path.Combine(Folder!, $"{name}.tar.zst");

    private static void CheckDigest(string name)
    {
        var line = File.ReadLines(Path.Combine(Folder!, "SHA256SUMS")).FirstOrDefault(l => l.EndsWith($" {name}.tar.zst", StringComparison.Ordinal));
        using var stream = File.OpenRead(PathOf(name));
        var digest = Convert.ToHexStringLower(SHA256.HashData(stream));
        Assert.That(line?.Split(' ')[0], Is.EqualTo(digest), $"SHA-256 of {name}.tar.zst");
    }

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "conformance");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }
        return null;
    }
}
