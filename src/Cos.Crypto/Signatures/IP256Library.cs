namespace Cos.Crypto.Signatures;

/// <summary>The part of P-256 verification that multiplies points; every backend answers alike.</summary>
internal interface IP256Library
{
    /// <summary>What the node writes to its log.</summary>
    public string Description { get; }

    /// <summary>Whether the signature is the key's; r and s are in [1, n), x and y are below p, everything else is for the backend to refuse.</summary>
    public bool Verify(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> r32, ReadOnlySpan<byte> s32, ReadOnlySpan<byte> x32, ReadOnlySpan<byte> y32);
}
