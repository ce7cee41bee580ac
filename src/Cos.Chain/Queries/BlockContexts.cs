using Cos.Consensus.Dpos;
using Cos.Contracts.Producers;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Chain.Queries;

/// <summary>The executor's context for a block, made in one place for import, production and simulated calls.</summary>
public static class BlockContexts
{
    /// <summary>The context of a simulated call inside a block, on the state after it; no start hooks run.</summary>
    public static BlockContext Of(ChainSpec spec, StateAt state) => Of(spec, state.Header, state.Ancestors, null);

    /// <summary>The context that a header was, or is to be, executed in.</summary>
    /// <param name="spec">The chain's spec.</param>
    /// <param name="header">The header; its roots, bloom and gas used are not read.</param>
    /// <param name="ancestors">The hashes of the blocks before it.</param>
    /// <param name="dpos">The facts for the start hooks; null to run none.</param>
    public static BlockContext Of(ChainSpec spec, BlockHeader header, AncestorHashes ancestors, HookInputs? dpos) => new()
    {
        Rules = spec.RulesAt(header.Number),
        Number = header.Number,
        Timestamp = header.Timestamp,
        Coinbase = header.Coinbase,
        GasLimit = header.GasLimit,
        BaseFee = header.BaseFeePerGas ?? UInt256.Zero,
        PrevRandao = header.PrevRandao,
        ParentHash = header.ParentHash,
        Ancestors = ancestors,
        Dpos = dpos,
    };

    /// <summary>The facts for a block's start hooks.</summary>
    internal static HookInputs Hooks(DposChain chain, BlockHeader header, HeaderExtra extra, BlockHeader parent, ulong parentSlot) => new()
    {
        Parameters = chain.Parameters,
        ParentSlot = parentSlot,
        Slot = extra.Slot,
        ParentPrevRandao = parent.PrevRandao,
        Sealer = header.Coinbase,
        Certificate = extra.Certificate,
    };
}
