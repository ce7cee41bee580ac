using Cos.Primitives.Rules;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>What every DPoS rule knows of the chain it judges: its name for signatures, and its calendar.</summary>
public sealed record DposChain
{
    /// <summary>Reads a chain spec.</summary>
    public DposChain(ChainSpec spec, BlockHash genesisHash)
    {
        ChainId = spec.Rules.ChainId;
        GenesisHash = genesisHash;
        Parameters = spec.Dpos;
        Calendar = new TurnCalendar(spec.Dpos);
    }

    /// <summary>EIP-155 chain id.</summary>
    public ulong ChainId { get; }

    /// <summary>The first block's hash.</summary>
    public BlockHash GenesisHash { get; }

    /// <summary>The chain's DPoS parameters.</summary>
    public DposParameters Parameters { get; }

    /// <summary>The arithmetic of slots and turns.</summary>
    public TurnCalendar Calendar { get; }
}
