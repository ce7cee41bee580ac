using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math;

namespace Cos.Crypto.Signatures;

/// <summary>A secp256k1 key of a hierarchical deterministic tree (BIP-32), grown from a BIP-39 phrase.</summary>
public sealed class HdKey
{
    private const uint Hardened = 0x8000_0000;
    private const int SeedRounds = 2048;
    private static readonly BigInteger Order = new("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141", 16);

    private readonly byte[] _privateKey;
    private readonly byte[] _chainCode;

    private HdKey(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> chainCode) => (_privateKey, _chainCode) = (privateKey.ToArray(), chainCode.ToArray());

    /// <summary>The 32-byte private key.</summary>
    public ReadOnlySpan<byte> PrivateKey => _privateKey;

    /// <summary>The tree's root for a phrase and an optional passphrase (BIP-39 seed, BIP-32 master key). The phrase's checksum is not looked at.</summary>
    public static HdKey FromPhrase(string phrase, string passphrase)
    {
        var seed = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(phrase), Encoding.UTF8.GetBytes("mnemonic" + passphrase), SeedRounds, HashAlgorithmName.SHA512, 64);
        var master = HMACSHA512.HashData("Bitcoin seed"u8, seed);
        return new HdKey(master.AsSpan(0, 32), master.AsSpan(32));
    }

    /// <summary>The descendant at a path such as <c>m/44'/60'/0'/0/0</c>.</summary>
    /// <exception cref="FormatException">The path is not a BIP-32 path.</exception>
    public HdKey At(string path)
    {
        var steps = path.Split('/');
        if (steps[0] != "m")
        {
            throw new FormatException($"the path {path} does not begin with m");
        }

        var key = this;
        foreach (var step in steps.Skip(1))
        {
            var isHardened = step.EndsWith('\'');
            if (!uint.TryParse(isHardened ? step[..^1] : step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= Hardened)
            {
                throw new FormatException($"the path {path} has the step {step}; a step is a number below 2^31, hardened with '");
            }

            key = key.Child(isHardened ? index | Hardened : index);
        }

        return key;
    }

    /// <summary>One child; indices of 2^31 and above are hardened.</summary>
    public HdKey Child(uint index)
    {
        var message = new byte[37];
        if (index >= Hardened)
        {
            _privateKey.CopyTo(message, 1);
        }
        else
        {
            var point = new byte[64];
            if (!Secp256k1.TryPublicKey(_privateKey, point))
            {
                throw new CryptographicException("this branch of the tree has no key; BIP-32 says to take the next index");
            }

            message[0] = (byte)(2 + (point[63] & 1));
            point.AsSpan(0, 32).CopyTo(message.AsSpan(1));
        }

        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(33), index);
        var mac = HMACSHA512.HashData(_chainCode, message);
        var tweak = new BigInteger(1, mac, 0, 32);
        var sum = tweak.Add(new BigInteger(1, _privateKey)).Mod(Order);
        if (tweak.CompareTo(Order) >= 0 || sum.SignValue == 0)
        {
            throw new CryptographicException("this branch of the tree has no key; BIP-32 says to take the next index");
        }

        var bytes = sum.ToByteArrayUnsigned();
        var child = new byte[32];
        bytes.CopyTo(child, 32 - bytes.Length);
        return new HdKey(child, mac.AsSpan(32));
    }
}
