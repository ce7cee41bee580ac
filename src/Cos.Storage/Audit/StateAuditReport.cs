using System.Collections.Immutable;
using Cos.State.Diff;
using Cos.Storage.States;

namespace Cos.Storage.Audit;

/// <summary>What an audit of the flushed state found.</summary>
/// <param name="Tip">Which block's state it is.</param>
/// <param name="Accounts">Accounts read from their trie.</param>
/// <param name="Slots">Storage slots read from their tries.</param>
/// <param name="Contracts">Accounts with code.</param>
/// <param name="Nodes">Stored trie nodes whose hash was checked.</param>
/// <param name="Balances">The sum of all balances, in wei.</param>
/// <param name="Faults">The first things that are wrong, in words; at most <see cref="StateAudit.FaultsMax"/>, where the audit ends.</param>
public sealed record StateAuditReport(StateTip Tip, ulong Accounts, ulong Slots, ulong Contracts, ulong Nodes, BalanceSum Balances, ImmutableArray<string> Faults)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Faults.IsEmpty;
}
