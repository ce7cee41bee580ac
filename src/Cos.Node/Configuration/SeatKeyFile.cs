using System.Buffers;
using System.Security.Cryptography;
using Cos.Crypto.Signatures;

namespace Cos.Node.Configuration;

/// <summary>A producer's key on disk: the 32-byte Ed25519 seed as 64 hex digits, readable by its owner alone (mode 0600).</summary>
public static class SeatKeyFile
{
    private const int SeedBytes = 32;
    private const int TextMax = 256;

    /// <summary>Reads the key at <paramref name="path"/>; whoever else may read the file makes it refused.</summary>
    public static Ed25519Key Read(string path)
    {
        Span<byte> bytes = stackalloc byte[TextMax + 1];
        var length = ReadOwn(path, bytes);
        Span<byte> seed = stackalloc byte[SeedBytes];
        var digits = bytes[..length].Trim(" \t\r\n"u8);
        var isHex = length <= TextMax && digits.Length == 2 * SeedBytes && Convert.FromHexString(digits, seed, out _, out _) == OperationStatus.Done;
        var key = isHex ? Ed25519Key.FromSeed(seed) : null;
        CryptographicOperations.ZeroMemory(bytes);
        CryptographicOperations.ZeroMemory(seed);
        return key ?? throw new ConfigurationException($"key file {path} must hold 64 hex digits: a 32-byte Ed25519 seed");
    }

    /// <summary>Writes a seed to a new file with mode 0600.</summary>
    public static void Write(string path, ReadOnlySpan<byte> seed)
    {
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, mode);
        file.WriteLine(Convert.ToHexStringLower(seed));
    }

    private static int ReadOwn(string path, Span<byte> bytes)
    {
        try
        {
            using var file = File.OpenHandle(path);

            // Asked of the open file: a link's own mode says nothing, and a name may change hands between the question and the read.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            {
                throw new ConfigurationException($"key file {path} may be read by others; run: chmod 600 {path}");
            }

            return RandomAccess.Read(file, bytes, 0);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"key file {path} does not exist");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ConfigurationException($"key file {path} cannot be read: {refused.Message}");
        }
    }
}
