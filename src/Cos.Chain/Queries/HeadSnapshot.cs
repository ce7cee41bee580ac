using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Chain.Queries;

/// <summary>The chain at one moment, immutable: everything that a reader needs to answer from one consistent view.</summary>
public sealed record HeadSnapshot
{
    /// <summary>The head with its receipts.</summary>
    public required ExecutedBlock Block { get; init; }

    /// <summary>The slot that the head was made in.</summary>
    public required ulong Slot { get; init; }

    /// <summary>The state after the head.</summary>
    public required IWorldState State { get; init; }

    /// <summary>The hashes of the blocks before the head.</summary>
    public required AncestorHashes Ancestors { get; init; }

    /// <summary>The newest final block: "finalized".</summary>
    public required BlockPoint Final { get; init; }

    /// <summary>The newest block that no honest quorum can undo: "safe".</summary>
    public required BlockPoint Safe { get; init; }

    /// <summary>The newest certificate held; null before the first.</summary>
    public required Certificate? Certificate { get; init; }

    /// <summary>The head's hash.</summary>
    public BlockHash Hash => Block.Hash;

    /// <summary>The head's height.</summary>
    public ulong Number => Block.Number;

    /// <summary>The head's header.</summary>
    public BlockHeader Header => Block.Header;
}
