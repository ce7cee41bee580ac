using System.Collections.Frozen;
using Cos.Execution.Tracing;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Vm.Opcodes;

namespace Cos.Rpc.Tracing;

/// <summary>What trace_filter looks for.</summary>
internal sealed record TraceCriteria
{
    /// <summary>The first block; null for the first there is.</summary>
    internal BlockSelector? From { get; init; }

    /// <summary>The last block.</summary>
    internal BlockSelector To { get; init; } = BlockSelector.Latest;

    /// <summary>Who acts; empty for anyone.</summary>
    internal FrozenSet<Address> Sources { get; init; } = [];

    /// <summary>Who is acted on; empty for anyone.</summary>
    internal FrozenSet<Address> Targets { get; init; } = [];

    /// <summary>How many to pass over.</summary>
    internal ulong After { get; init; }

    /// <summary>How many to show.</summary>
    internal ulong Count { get; init; } = ulong.MaxValue;

    /// <summary>Whether a message is looked for.</summary>
    internal bool Matches(CallNode node)
    {
        if (Sources.Count > 0 && !Sources.Contains(node.From)) return false;
        if (Targets.Count == 0) return true;
        bool made = node.Succeeded || node.Op is not (Op.Create or Op.Create2);
        return made && Targets.Contains(node.To);
    }
}
