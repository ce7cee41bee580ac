using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;

namespace Cos.Chain.Ports;

/// <summary>A block that was found valid, and what it did.</summary>
/// <param name="Block">Header and transactions.</param>
/// <param name="Hash">The header's hash.</param>
/// <param name="Receipts">One for each transaction, in order.</param>
/// <param name="Senders">The sender of each transaction, in order.</param>
/// <param name="TotalWeight">The sum of weights from genesis to this block.</param>
public sealed record ExecutedBlock(Block Block, BlockHash Hash, ImmutableArray<Receipt> Receipts, ImmutableArray<Address> Senders, UInt256 TotalWeight)
{
    /// <summary>Whom its transactions had to do with; nobody where it comes from a store, which keeps what indexes need of it.</summary>
    public BlockFootprint Footprint { get; init; } = BlockFootprint.None;

    /// <summary>The block's height.</summary>
    public ulong Number => Block.Header.Number;

    /// <summary>The block's header.</summary>
    public BlockHeader Header => Block.Header;
}
