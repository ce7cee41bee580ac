using Cos.Execution.Blocks;
using Cos.Execution.Tracing;
using Cos.Vm;

namespace Cos.Chain.Queries;

/// <summary>What a block is executed again from.</summary>
/// <param name="Parent">The state after its parent.</param>
/// <param name="Context">The context that it was executed in.</param>
public sealed record ReplayPoint(StateAt Parent, BlockContext Context)
{
    /// <summary>Starts to execute the block again.</summary>
    public BlockReplay Start(Workspace workspace, Interrupt interrupt) => new(Parent.View, Context, workspace, interrupt);
}
