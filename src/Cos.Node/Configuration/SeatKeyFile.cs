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
        if (!File.Exists(path))
        {
            throw new ConfigurationException($"key file {path} does not exist");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
        {
            throw new ConfigurationException($"key file {path} may be read by others; run: chmod 600 {path}");
        }

        var text = new FileInfo(path).Length > TextMax ? "" : File.ReadAllText(path).Trim();
        var seed = new byte[SeedBytes];
        var isHex = text.Length == 2 * SeedBytes && Convert.FromHexString(text, seed, out _, out _) == System.Buffers.OperationStatus.Done;
        return isHex ? Ed25519Key.FromSeed(seed) : throw new ConfigurationException($"key file {path} must hold 64 hex digits: a 32-byte Ed25519 seed");
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
}
