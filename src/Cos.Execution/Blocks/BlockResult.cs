using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;

namespace Cos.Execution.Blocks;

/// <summary>What a block changes. Where <see cref="Invalid"/> is not null the block is invalid and the rest must not be used.</summary>
public sealed record BlockResult
{
    /// <summary>The first transaction that may not be in the block; null in a valid block.</summary>
    public InvalidTransaction? Invalid { get; init; }

    /// <summary>The changes against the parent's state, by ascending address.</summary>
    public required StateDiff Diff { get; init; }

    /// <summary>One receipt a transaction, in order.</summary>
    public required ImmutableArray<Receipt> Receipts { get; init; }

    /// <summary>Root of the receipts' trie.</summary>
    public required Hash256 ReceiptsRoot { get; init; }

    /// <summary>Bloom of every log in the block.</summary>
    public required Bloom LogsBloom { get; init; }

    /// <summary>Gas used by all transactions.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>EIP-4844 blob gas of all transactions; zero on a COS chain.</summary>
    public required ulong BlobGasUsed { get; init; }

    /// <summary>Whom the transactions had to do with.</summary>
    public BlockFootprint Footprint { get; init; } = BlockFootprint.None;

    /// <summary>What was paid for execution, and to whom.</summary>
    public required BlockFees Fees { get; init; }
}
