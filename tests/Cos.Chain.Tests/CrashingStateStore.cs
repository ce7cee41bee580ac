using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.Chain.Tests;

/// <summary>A state store whose power fails.</summary>
public sealed class CrashingStateStore(IStateStore inner, PowerCut cut) : IStateStore
{
    public bool IsEmpty => inner.IsEmpty;
    public ulong Height => inner.Height;
    public BlockHash BlockHash => inner.BlockHash;
    public IWorldState Current => inner.Current;

    public void Flush(IReadOnlyList<StateLayer> oldestFirst)
    {
        cut.Spend();
        inner.Flush(oldestFirst);
    }

    public bool TryOpenAt(ulong height, [NotNullWhen(true)] out IStateView? view) => inner.TryOpenAt(height, out view);
    public bool TryOpenWorldAt(ulong height, [NotNullWhen(true)] out IWorldState? world) => inner.TryOpenWorldAt(height, out world);
}
