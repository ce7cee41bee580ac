using System.Formats.Tar;
using Cos.Cli.Commands;
using ZstdSharp;

namespace Cos.Cli.StateTests;

/// <summary>The files of tests that a person names: files, folders with all that is in them, and archives of the public vectors.</summary>
internal static class FixtureFiles
{
    /// <summary>The largest file that is read.</summary>
    public const int BytesMax = 256 << 20;

    private const string ArchiveEnding = ".tar.zst";
    private const string TestEnding = ".json";

    // A link could lead round in a circle, and what begins with a dot is a tool's own.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    /// <summary>The files in the order of the paths; within a folder by name, within an archive as packed, unpacked as they are asked for.</summary>
    public static IEnumerable<FixtureFile> Of(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path)) throw new UnusableInputException($"{path}: there is no such file or folder");
        }

        return paths.SelectMany(static path => Directory.Exists(path) ? InFolder(path) : IsArchive(path) ? InArchive(path) : [new FixtureFile(path, null)]);
    }

    private static bool IsArchive(string path) => path.EndsWith(ArchiveEnding, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<FixtureFile> InFolder(string folder)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(folder, "*" + TestEnding, Everything);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{folder}: {refused.Message}");
        }

        Array.Sort(files, StringComparer.Ordinal);
        return files.Select(static file => new FixtureFile(file, null));
    }

    private static IEnumerable<FixtureFile> InArchive(string path)
    {
        using var packed = Open(path);
        using var unpacked = new DecompressionStream(packed);
        using var tar = new TarReader(unpacked);
        while (Next(tar, path) is { } file)
        {
            if (file.Path.EndsWith(TestEnding, StringComparison.OrdinalIgnoreCase)) yield return file;
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path}: {refused.Message}");
        }
    }

    private static FixtureFile? Next(TarReader tar, string path)
    {
        try
        {
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry is not { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } stream }) continue;
                return new FixtureFile($"{path}:{entry.Name}", InputFile.Bytes(stream, $"{path}:{entry.Name}", BytesMax));
            }

            return null;
        }
        catch (Exception damaged) when (damaged is ZstdException or InvalidDataException or IOException)
        {
            throw new UnusableInputException($"{path} is no {ArchiveEnding} archive, or a damaged one: {damaged.Message}");
        }
    }
}
