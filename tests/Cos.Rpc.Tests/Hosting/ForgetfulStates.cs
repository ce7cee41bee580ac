using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;
using Cos.Storage.Memory;

namespace Cos.Rpc.Tests.Hosting;

/// <summary>A store that keeps no history: of the states that were flushed only the newest can be read.</summary>
internal sealed class ForgetfulStates : IStateStore
{
    private readonly MemoryStateStore _kept = new();

    public bool IsEmpty => _kept.IsEmpty;

    public ulong Height => _kept.Height;

    public BlockHash BlockHash => _kept.BlockHash;

    public IWorldState Current => _kept.Current;

    public void Flush(IReadOnlyList<StateLayer> oldestFirst) => _kept.Flush(oldestFirst);

    public bool TryOpenAt(ulong height, [NotNullWhen(true)] out IStateView? view)
    {
        view = null;
        return height == Height && _kept.TryOpenAt(height, out view);
    }

    public bool TryOpenWorldAt(ulong height, [NotNullWhen(true)] out IWorldState? world)
    {
        world = null;
        return height == Height && _kept.TryOpenWorldAt(height, out world);
    }
}
