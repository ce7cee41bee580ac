using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Contracts.Producers;

/// <summary>What the Producers contract learns at a block's start, all of it from the block's header, its parent's and the chain spec.</summary>
public sealed record HookInputs
{
    /// <summary>The chain's DPoS parameters.</summary>
    public required DposParameters Parameters { get; init; }

    /// <summary>The parent's slot; 0 for genesis.</summary>
    public required ulong ParentSlot { get; init; }

    /// <summary>The block's slot, after the parent's.</summary>
    public required ulong Slot { get; init; }

    /// <summary>The parent's PREVRANDAO, which seeds the schedule computed in this block.</summary>
    public required Hash256 ParentPrevRandao { get; init; }

    /// <summary>The block's sealer.</summary>
    public required Address Sealer { get; init; }

    /// <summary>The certificate that the header carries, checked before; null where it carries none.</summary>
    public required Certificate? Certificate { get; init; }
}
