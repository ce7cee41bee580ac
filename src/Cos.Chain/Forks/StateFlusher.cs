using Cos.Chain.Ports;
using Cos.Primitives;
using Cos.State.Diff;

namespace Cos.Chain.Forks;

/// <summary>Moves final states from layers in memory to the store, several blocks a batch and off the critical path.</summary>
internal sealed class StateFlusher(CanonicalChain chain, IStateStore states, bool inBackground)
{
    /// <summary>Final blocks that make a batch.</summary>
    private const ulong BatchBlocks = 16;

    /// <summary>Layers kept where finality waits; deeper ones go to the store, and forks below them are no longer followed.</summary>
    private const ulong UnfinalBlocksMax = 128;

    private Task? _running;
    private BlockNode? _target;

    /// <summary>Starts a flush when a batch is due, and takes in one that has ended. Called by the chain's thread between arrivals.</summary>
    public void Step()
    {
        if (_running is { IsCompleted: false }) return;
        Complete();
        ulong head = chain.Head.Number;
        ulong due = Math.Max(chain.Final.Number, head > UnfinalBlocksMax ? head - UnfinalBlocksMax : 0);
        if (due >= chain.Tree.Root.Number + BatchBlocks) Start(due);
    }

    /// <summary>Flushes all that is final and waits for it.</summary>
    public void Drain()
    {
        Complete();
        if (chain.Final.Number > chain.Tree.Root.Number) Start(chain.Final.Number);
        Complete();
    }

    private void Start(ulong number)
    {
        var target = chain.Head.AncestorAt(number);
        Invariant.Require(target is not null, "final blocks are on the canonical chain");
        chain.Bind(target);
        var layers = new List<StateLayer>();
        for (var node = target; node is not null && node != chain.Tree.Root; node = node.Parent)
        {
            Invariant.Require(node.Layer is not null, "blocks above the root have layers");
            layers.Add(node.Layer);
        }

        layers.Reverse();
        _target = target;
        if (inBackground) _running = Task.Run(() => states.Flush(layers));
        else states.Flush(layers);
        if (!inBackground) Complete();
    }

    private void Complete()
    {
        _running?.GetAwaiter().GetResult(); // a failed write ends the chain's thread here
        _running = null;
        if (_target is null) return;
        chain.Tree.MoveRoot(_target, states.Current);
        _target = null;
        chain.Publish();
    }
}
