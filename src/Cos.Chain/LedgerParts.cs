using System.Collections.Immutable;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Chain.Production;
using Cos.Chain.Queries;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm.Compiler;

namespace Cos.Chain;

/// <summary>What a <see cref="Ledger"/> is made of.</summary>
public sealed record LedgerParts
{
    /// <summary>The chain.</summary>
    public required ChainSpec Spec { get; init; }

    /// <summary>Its blocks.</summary>
    public required IBlockStore Blocks { get; init; }

    /// <summary>Its state.</summary>
    public required IStateStore States { get; init; }

    /// <summary>The index of its transactions by account; null where none is kept.</summary>
    public IAddressIndex? Addresses { get; init; }

    /// <summary>What local keys signed.</summary>
    public required ISigningJournal Journal { get; init; }

    /// <summary>The pool across restarts.</summary>
    public required IPoolStore PoolStore { get; init; }

    /// <summary>The seats and standbys that this node speaks for; none on a node that follows.</summary>
    public ImmutableArray<SeatKey> Seats { get; init; } = [];

    /// <summary>What the pool keeps.</summary>
    public PoolLimits Pool { get; init; } = new();

    /// <summary>Who hears of the chain's moves, in order.</summary>
    public ImmutableArray<IChainListener> Listeners { get; init; } = [];

    /// <summary>The clock, asked only to stop filling a block in time; what else depends on time comes with each call.</summary>
    public required Func<UnixMillis> Clock { get; init; }

    /// <summary>Who compiles the code that blocks run much; null: blocks are interpreted.</summary>
    public ICompilation? Compilation { get; init; }

    /// <summary>Whether final state is written by another thread while the chain goes on; otherwise within the call that makes it due, as tests want.</summary>
    public bool FlushesInBackground { get; init; }
}
