using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>A canonical block in which an account had to do with transactions.</summary>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="BlockNumber">The block's height.</param>
/// <param name="Transactions">Which, ascending.</param>
public sealed record AddressBlock(BlockHash BlockHash, ulong BlockNumber, ImmutableArray<int> Transactions);
