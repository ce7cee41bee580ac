using Cos.Crypto.Signatures;
using Cos.Node.Configuration;

namespace Cos.Node.Tests.Configuration;

public sealed class SeatKeyFileTests
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(i => (byte)(200 + i))];

    [SetUp]
    public void Needs_file_modes()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no file modes");
        }
    }

    [Test]
    public void Reads_what_it_wrote()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("seat.key");
        SeatKeyFile.Write(path, Seed);
        Assert.That(ModeOf(path), Is.EqualTo(Own));
        using var expected = Ed25519Key.FromSeed(Seed);
        using var key = SeatKeyFile.Read(path);
        Assert.That(key.PublicKey.ToArray(), Is.EqualTo(expected.PublicKey.ToArray()));
        Assert.That(() => SeatKeyFile.Write(path, Seed), Throws.InstanceOf<IOException>(), "a key is never written over");
    }

    [TestCase("{0}")]
    [TestCase("{0}\n")]
    [TestCase("  {0} \r\n\n")]
    public void Reads_hex_digits_with_blanks_around(string format)
    {
        using var folder = new TemporaryFolder();
        using var key = SeatKeyFile.Read(WriteOwn(folder, format.Replace("{0}", Convert.ToHexString(Seed), StringComparison.Ordinal)));
        using var expected = Ed25519Key.FromSeed(Seed);
        Assert.That(key.PublicKey.ToArray(), Is.EqualTo(expected.PublicKey.ToArray()));
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("00")]
    [TestCase("c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6")]
    [TestCase("c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8")]
    [TestCase("0xc8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7")]
    [TestCase("g8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7")]
    [TestCase("c8c9cacbcccdcecfd0d1d2d3d4d5d6d7 d8d9dadbdcdddedfe0e1e2e3e4e5e6e")]
    public void Refuses_what_is_not_64_hex_digits(string text)
    {
        using var folder = new TemporaryFolder();
        var path = WriteOwn(folder, text);
        Assert.That(() => SeatKeyFile.Read(path), Throws.TypeOf<ConfigurationException>().With.Message.Contains("64 hex digits").And.Message.Not.Contains(text.Length == 0 ? "\0" : text));
    }

    [Test]
    public void Refuses_a_long_file_even_if_it_begins_well()
    {
        using var folder = new TemporaryFolder();
        var path = WriteOwn(folder, Convert.ToHexString(Seed) + new string(' ', 5000));
        Assert.That(() => SeatKeyFile.Read(path), Throws.TypeOf<ConfigurationException>());
    }

    [TestCase(UnixFileMode.GroupRead)]
    [TestCase(UnixFileMode.OtherRead)]
    [TestCase(UnixFileMode.GroupWrite)]
    [TestCase(UnixFileMode.OtherWrite)]
    [TestCase(UnixFileMode.UserExecute)]
    public void Refuses_a_file_of_another_mode_and_says_how_to_mend_it(UnixFileMode more)
    {
        using var folder = new TemporaryFolder();
        var path = WriteOwn(folder, Convert.ToHexString(Seed));
        SetMode(path, Own | more);
        Assert.That(() => SeatKeyFile.Read(path), Throws.TypeOf<ConfigurationException>().With.Message.Contains("chmod 600 " + path));
    }

    [Test]
    public void Follows_a_link_to_the_file_s_own_mode()
    {
        using var folder = new TemporaryFolder();
        var path = WriteOwn(folder, Convert.ToHexString(Seed));
        var link = folder.PathOf("link.key");
        File.CreateSymbolicLink(link, path);
        Assert.That(() => SeatKeyFile.Read(link).Dispose(), Throws.Nothing);
        SetMode(path, Own | UnixFileMode.OtherRead);
        Assert.That(() => SeatKeyFile.Read(link), Throws.TypeOf<ConfigurationException>().With.Message.Contains("chmod 600"));
    }

    [Test]
    public void Refuses_what_is_no_file()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => SeatKeyFile.Read(folder.PathOf("none.key")), Throws.TypeOf<ConfigurationException>().With.Message.Contains("does not exist"));
        Assert.That(() => SeatKeyFile.Read(folder.PathOf("")), Throws.TypeOf<ConfigurationException>());
    }

    private static string WriteOwn(TemporaryFolder folder, string text)
    {
        var path = folder.Write("seat.key", text);
        SetMode(path, Own);
        return path;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
