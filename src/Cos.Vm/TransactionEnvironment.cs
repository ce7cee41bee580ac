using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Vm;

/// <summary>What a contract can learn of the transaction it runs in.</summary>
/// <param name="Origin">ORIGIN: the signer.</param>
/// <param name="GasPrice">GASPRICE: what the signer pays for a gas, in wei.</param>
/// <param name="BlobHashes">BLOBHASH (EIP-4844).</param>
public readonly record struct TransactionEnvironment(Address Origin, UInt256 GasPrice, ImmutableArray<Hash256> BlobHashes);
