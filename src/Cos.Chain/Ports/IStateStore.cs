using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.Chain.Ports;

/// <summary>The world state as last flushed, and its history. Written by the chain's thread alone, read by any thread while it writes.</summary>
public interface IStateStore
{
    /// <summary>Whether nothing was ever flushed: <see cref="Current"/> is then the empty state, and the first layer flushed is genesis.</summary>
    public bool IsEmpty { get; }

    /// <summary>The height of <see cref="Current"/>; zero in an empty store.</summary>
    public ulong Height { get; }

    /// <summary>The block whose state <see cref="Current"/> is; zero in an empty store.</summary>
    public BlockHash BlockHash { get; }

    /// <summary>The state at <see cref="Height"/>: a new immutable object after each flush, while those handed out before stay what they are.</summary>
    public IWorldState Current { get; }

    /// <summary>Moves the state forward by layers in a row, with height, hash and reverse diffs in the same atomic batch.</summary>
    /// <param name="oldestFirst">Layers, the first of which is a child of <see cref="BlockHash"/>.</param>
    public void Flush(IReadOnlyList<StateLayer> oldestFirst);

    /// <summary>Opens the flat state of the canonical block at a flushed height, by reverse diffs; false where history was pruned or not reached. Stays what it is while the store moves on.</summary>
    public bool TryOpenAt(ulong height, [NotNullWhen(true)] out IStateView? view);

    /// <summary>Opens state with trie nodes at a flushed height, for proofs: a window of the newest heights.</summary>
    public bool TryOpenWorldAt(ulong height, [NotNullWhen(true)] out IWorldState? world);
}
