using Cos.Crypto.Hashing;

namespace Cos.Crypto.Tests.Hashing;

public sealed class ShortDigestTests
{
    [TestCase("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [TestCase("616263", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Sha256_gives_the_known_digests(string input, string digest)
    {
        var output = new byte[Sha256.Size];
        Sha256.Hash(Convert.FromHexString(input), output);
        Assert.That(Convert.ToHexStringLower(output), Is.EqualTo(digest));
    }

    [TestCase("", "9c1185a5c5e9fc54612808977ee8f548b2258d31")]
    [TestCase("616263", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc")]
    public void Ripemd160_gives_the_known_digests(string input, string digest)
    {
        var output = new byte[Ripemd160.Size];
        Ripemd160.Hash(Convert.FromHexString(input), output);
        Assert.That(Convert.ToHexStringLower(output), Is.EqualTo(digest));
    }
}
