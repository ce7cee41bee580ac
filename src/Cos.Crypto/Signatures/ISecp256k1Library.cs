namespace Cos.Crypto.Signatures;

/// <summary>The four operations on secp256k1, which every backend answers alike; lengths have been checked by the caller.</summary>
internal interface ISecp256k1Library
{
    /// <summary>What the node writes to its log.</summary>
    public string Description { get; }

    /// <summary>Recovers the 64-byte key (x, y) of a signature, high s included; false when there is none.</summary>
    public bool TryRecover(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> rs64, int recoveryId, Span<byte> publicKey64);

    /// <summary>Signs by RFC 6979 with low s; false when the key is not in [1, n).</summary>
    public bool TrySign(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, Span<byte> rs64, out int recoveryId);

    /// <summary>Derives the public key; false when the private key is not in [1, n).</summary>
    public bool TryPublicKey(ReadOnlySpan<byte> privateKey32, Span<byte> publicKey64);

    /// <summary>Verifies a signature, which must have low s.</summary>
    public bool Verify(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> rs64, ReadOnlySpan<byte> publicKey64);
}
