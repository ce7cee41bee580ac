using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>What local keys have signed (consensus.md, Producing): it is on the disk before a header leaves, so no crash makes a key sign twice.</summary>
public interface ISigningJournal
{
    /// <summary>Reserves the one header that a key may seal in a slot, synced to disk; false if it, or any later slot of the key, was reserved before.</summary>
    /// <param name="key">The Ed25519 public key.</param>
    /// <param name="slot">The slot.</param>
    public bool TryReserve(in Hash256 key, ulong slot);
}
