using System.Runtime.CompilerServices;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Values;

public sealed class AddressTests
{
    private static Address Parse(string text) => Address.TryParse(text, out Address address) ? address : throw new FormatException(text);

    [Test] public void Is_20_bytes_wide() => Assert.That(Unsafe.SizeOf<Address>(), Is.EqualTo(20));

    // The examples of EIP-55.
    [TestCase("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [TestCase("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [TestCase("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [TestCase("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    public void Writes_the_checksum_in_the_case_of_letters(string text) => Assert.That(Parse(text).ToChecksumString(), Is.EqualTo(text));

    // The examples of EIP-1014.
    [TestCase("0x0000000000000000000000000000000000000000", "0x0000000000000000000000000000000000000000000000000000000000000000", "0x00", "0x4D1A2e2bB4F88F0250f26Ffff098B0b30B26BF38")]
    [TestCase("0xdeadbeef00000000000000000000000000000000", "0x000000000000000000000000feed000000000000000000000000000000000000", "0x00", "0xD04116cDd17beBE565EB2422F2497E06cC1C9833")]
    [TestCase("0x00000000000000000000000000000000deadbeef", "0x00000000000000000000000000000000000000000000000000000000cafebabe", "0xdeadbeef", "0x60f3f640a8508fC6a86d45DF051962668E1e8AC7")]
    [TestCase("0x0000000000000000000000000000000000000000", "0x0000000000000000000000000000000000000000000000000000000000000000", "0x", "0xE33C0C7F7df4809055C3ebA6c09CFe4BaF1BD9e0")]
    public void Finds_the_contract_of_create2(string sender, string salt, string code, string expected)
    {
        _ = Hash256.TryParse(salt, out Hash256 saltHash);
        Hex.TryDecode(code, out byte[] initCode);
        Assert.That(Address.ForCreate2(Parse(sender), saltHash, new Hash256(Keccak256.Hash(initCode))).ToChecksumString(), Is.EqualTo(expected));
    }

    // The first contracts of the well-known test account, and nonces whose encodings differ in form.
    [TestCase("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", 0UL, "0x5FbDB2315678afecb367f032d93F642f64180aa3")]
    [TestCase("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", 1UL, "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512")]
    [TestCase("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0", 2UL, "0xf778B86FA74E846c4f0a1fBd1335FE81c00a0C91")]
    public void Finds_the_contract_of_create(string sender, ulong nonce, string expected) =>
        Assert.That(Address.ForCreate(Parse(sender), nonce).ToChecksumString(), Is.EqualTo(expected));

    [Test]
    public void Hashes_the_rlp_of_any_nonce() => Gen.Select(Generators.Account, Gen.OneOf(Gen.ULong, Gen.ULong[0, 300])).Sample((sender, nonce) =>
    {
        Primitives.Codec.RlpWriter writer = new();
        writer.StartList();
        writer.Write(sender);
        writer.Write(nonce);
        writer.EndList();
        return Address.ForCreate(sender, nonce) == new Address(Keccak256.Hash(writer.Written).AsSpan(12));
    });

    [Test]
    public void Belongs_to_a_public_key()
    {
        Hex.TryDecode("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80", out byte[] key);
        byte[] publicKey = new byte[Secp256k1.PublicKeySize];
        Assert.That(Secp256k1.TryPublicKey(key, publicKey), Is.True);
        Assert.That(Address.FromPublicKey(publicKey).ToString(), Is.EqualTo("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
    }

    [Test]
    public void Agrees_with_every_public_key_vector()
    {
        int seen = 0;
        foreach (System.Text.Json.JsonElement account in Vectors.File("BasicTests/keyaddrtest.json").EnumerateArray())
        {
            seen++;
            Hex.TryDecode("0x" + account.GetProperty("key").GetString(), out byte[] key);
            byte[] publicKey = new byte[Secp256k1.PublicKeySize];
            Assert.That(Secp256k1.TryPublicKey(key, publicKey), Is.True);
            Assert.That(Address.FromPublicKey(publicKey).ToString(), Is.EqualTo("0x" + account.GetProperty("addr").GetString()));
        }

        Assert.That(seen, Is.EqualTo(2));
    }

    [Test]
    public void Is_a_word_and_back() => Generators.Account.Sample(a =>
        Address.FromWord(a.ToWord()) == a && Address.TryParse(a.ToString(), out Address back) && back == a && Address.TryParse(a.ToChecksumString(), out back) && back == a);

    [Test]
    public void Orders_as_bytes() => Gen.Select(Gen.Byte[0, 2].Array[20], Gen.Byte[0, 2].Array[20]).Sample((a, b) =>
        Math.Sign(new Address(a).CompareTo(new Address(b))) == Math.Sign(a.AsSpan().SequenceCompareTo(b)) && new Address(a) == new Address(b) == a.AsSpan().SequenceEqual(b));

    [Test]
    public void Is_made_of_a_low_number() => Assert.That(Address.FromLow(0x0c0501).ToString(), Is.EqualTo("0x00000000000000000000000000000000000c0501"));
}
