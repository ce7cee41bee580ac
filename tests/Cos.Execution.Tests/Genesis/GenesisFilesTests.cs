using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Execution.Genesis;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Testing;

namespace Cos.Execution.Tests.Genesis;

public sealed class GenesisFilesTests
{
    private const string DevFile = "genesis/dev.json";

    // 2026-01-01T00:00:00Z.
    private const ulong GenesisMilliseconds = 1_767_225_600_000;

    [Test]
    public void The_dev_file_is_what_the_dev_genesis_writes()
    {
        var expected = GenesisFile.Write(DevSpec());
        if (Environment.GetEnvironmentVariable("COS_WRITE_GENESIS") == "1") File.WriteAllBytes(Path.Combine(Checkout.Root, DevFile), expected);
        Assert.That(File.ReadAllBytes(Path.Combine(Checkout.Root, DevFile)), Is.EqualTo(expected), "COS_WRITE_GENESIS=1 writes it anew");
    }

    [Test]
    public void The_dev_file_makes_the_chain_it_always_made()
    {
        Assert.That(GenesisFile.TryParse(File.ReadAllBytes(Path.Combine(Checkout.Root, DevFile)), out var spec, out var mistakes), Is.True, string.Join('\n', mistakes));
        Assert.That(GenesisValidity.Check(spec!), Is.Null);
        Assert.That(GenesisState.Build(spec!).Hash, Is.EqualTo(GenesisState.Build(DevSpec()).Hash));
        Assert.That(GenesisState.Build(spec!).Hash.ToString(), Is.EqualTo("0x29c8543650b07484fb6f220fa8d1a3e6f1c017ae906c85dd722b4753aaabe124"), "a chain's name is its genesis hash: who changes it starts another chain");
    }

    // One seat with a key that everyone knows: the eleventh account of the dev mnemonic.
    private static ChainSpec DevSpec()
    {
        using var key = Ed25519Key.FromSeed(Keccak256.Hash("COS dev seat 0"u8));
        Assert.That(Address.TryParse("0xbcd4042de499d14e55001ccbb24a551f3b954096", out var address), Is.True);
        var parameters = new DposParameters { GenesisMilliseconds = GenesisMilliseconds, Seats = 1, Standbys = 0 };
        return DevGenesis.Create(DevGenesis.ChainId, parameters, [new GenesisProducer(address, new Hash256(key.PublicKey), "dev-1")]);
    }
}
