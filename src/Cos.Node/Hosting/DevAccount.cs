using Cos.Crypto.Signatures;
using Cos.Primitives.Values;

namespace Cos.Node.Hosting;

/// <summary>A funded account of the development chain, whose key everyone knows.</summary>
public sealed record DevAccount(Address Address, string PrivateKeyHex)
{
    /// <summary>The phrase that Ethereum's development tools share.</summary>
    public const string Phrase = "test test test test test test test test test test test junk";

    /// <summary>Funded accounts of a dev chain.</summary>
    public const int FundedCount = 10;

    /// <summary>The account at <c>m/44'/60'/0'/0/index</c> of <see cref="Phrase"/>.</summary>
    public static DevAccount At(int index)
    {
        var key = HdKey.FromPhrase(Phrase, "").At($"m/44'/60'/0'/0/{index}");
        var point = new byte[64];
        Secp256k1.TryPublicKey(key.PrivateKey, point);
        return new DevAccount(Address.FromPublicKey(point), "0x" + Convert.ToHexStringLower(key.PrivateKey));
    }
}
