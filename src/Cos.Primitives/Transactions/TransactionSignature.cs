using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>A secp256k1 signature as a transaction or an authorization carries it.</summary>
/// <param name="V">The legacy v (27, 28 or 35 + 2·chainId + parity), or the y parity of a typed envelope.</param>
/// <param name="R">The r scalar.</param>
/// <param name="S">The s scalar.</param>
public sealed record TransactionSignature(UInt256 V, UInt256 R, UInt256 S);
