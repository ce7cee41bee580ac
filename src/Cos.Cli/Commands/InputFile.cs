using System.Text;

namespace Cos.Cli.Commands;

/// <summary>Reads what a person names or pipes in, up to a limit; what cannot be read is said in words.</summary>
internal static class InputFile
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>All bytes of a file.</summary>
    public static byte[] Bytes(string path, int most)
    {
        if (Directory.Exists(path)) throw new UnusableInputException($"{path} is a folder");
        try
        {
            using var stream = File.OpenRead(path);
            return Bytes(stream, path, most);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableInputException($"{path}: there is no such file");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnusableInputException($"{path}: {refused.Message}");
        }
    }

    /// <summary>All bytes of a stream, whose length may not be known.</summary>
    public static byte[] Bytes(Stream stream, string name, int most)
    {
        using var memory = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            if (memory.Length + read > most) throw new UnusableInputException($"{name}: more than the {most >> 20} MiB that are read");
            memory.Write(chunk, 0, read);
        }

        return memory.ToArray();
    }

    /// <summary>All text of a file.</summary>
    public static string Text(string path, int most) => Encoding.UTF8.GetString(Bytes(path, most));
}
