using Cos.Crypto.Signatures;

namespace Cos.Crypto.Tests.Signatures;

public sealed class HdKeyTests
{
    private const string DevPhrase = "test test test test test test test test test test test junk";

    [TestCase(0, "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")]
    [TestCase(1, "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d")]
    [TestCase(9, "2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6")]
    public void Derives_the_keys_that_every_ethereum_tool_derives_from_the_test_phrase(int index, string expected) =>
        Assert.That(Convert.ToHexStringLower(HdKey.FromPhrase(DevPhrase, "").At($"m/44'/60'/0'/0/{index}").PrivateKey), Is.EqualTo(expected));

    [TestCase("44'/60'")]
    [TestCase("m/x")]
    [TestCase("m/2147483648")]
    [TestCase("m//1")]
    public void Refuses_what_is_not_a_path(string path) =>
        Assert.That(() => HdKey.FromPhrase(DevPhrase, "").At(path), Throws.TypeOf<FormatException>());
}
