using System.Collections.Concurrent;
using Cos.Vm;
using Cos.Vm.Compiler;

namespace Cos.Rpc.Methods;

/// <summary>Workspaces between calls: what was learnt of contracts' code serves the next call. It keeps at most as many as calls run at once.</summary>
/// <param name="compilation">Who compiles code that runs much in them; null for nobody.</param>
internal sealed class SpareWorkspaces(ICompilation? compilation)
{
    private readonly ConcurrentBag<Workspace> _spare = [];

    /// <summary>A workspace for one call; the caller gives it back, unless the call broke.</summary>
    internal Workspace Take() => _spare.TryTake(out Workspace? kept) ? kept : new Workspace(compilation);

    /// <summary>Keeps a workspace for the next call.</summary>
    internal void GiveBack(Workspace workspace) => _spare.Add(workspace);
}
