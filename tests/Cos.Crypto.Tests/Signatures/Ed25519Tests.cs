using Cos.Crypto.Signatures;

namespace Cos.Crypto.Tests.Signatures;

public sealed class Ed25519Tests
{
    // RFC 8032 section 7.1, tests 1 to 3.
    [TestCase("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [TestCase("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [TestCase("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Signs_and_verifies_the_examples_of_the_rfc(string seed, string publicKey, string message, string signature)
    {
        using var key = Ed25519Key.FromSeed(Convert.FromHexString(seed));
        var made = new byte[Ed25519.SignatureSize];
        key.Sign(Convert.FromHexString(message), made);
        Assert.That(Convert.ToHexStringLower(key.PublicKey), Is.EqualTo(publicKey));
        Assert.That(Convert.ToHexStringLower(made), Is.EqualTo(signature));
        Assert.That(Ed25519.Verify(key.PublicKey, Convert.FromHexString(message), made));
    }

    [Test]
    public void Refuses_every_signature_that_differs_in_a_bit()
    {
        using var key = Ed25519Key.FromSeed(new byte[32]);
        byte[] message = [1, 2, 3];
        var signature = new byte[Ed25519.SignatureSize];
        key.Sign(message, signature);
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(Ed25519.Verify(key.PublicKey, message, signature), Is.False, $"bit {bit}");
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.That(Ed25519.Verify(key.PublicKey, message, signature));
        Assert.That(Ed25519.Verify(key.PublicKey, [1, 2], signature), Is.False);
    }

    [Test]
    public void Refuses_a_key_of_small_order_which_would_sign_everything()
    {
        // A = R = identity and S = 0 satisfy the equation for every message.
        byte[] identity = [1, .. new byte[31]];
        Assert.That(Ed25519.Verify(identity, [7], [.. identity, .. new byte[32]]), Is.False);
    }

    [Test]
    public void Refuses_a_malleated_response()
    {
        using var key = Ed25519Key.FromSeed(new byte[32]);
        var signature = new byte[Ed25519.SignatureSize];
        key.Sign([], signature);
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        var carry = 0;
        for (var i = 0; i < 32; i++)
        {
            var sum = signature[32 + i] + order[i] + carry;
            signature[32 + i] = (byte)(sum & 0xff);
            carry = sum >> 8;
        }

        Assert.That(Ed25519.Verify(key.PublicKey, [], signature), Is.False);
    }

    [TestCase(31, 64)]
    [TestCase(33, 64)]
    [TestCase(32, 63)]
    [TestCase(32, 65)]
    [TestCase(0, 0)]
    public void Wrong_lengths_are_no_signature(int key, int signature) =>
        Assert.That(Ed25519.Verify(new byte[key], [], new byte[signature]), Is.False);
}
