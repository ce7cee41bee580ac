using Cos.Crypto.Hashing;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;
using Cos.Storage.States;

namespace Cos.Storage.Audit;

/// <summary>
/// Verifies the whole flushed state: every trie node by its hash up to the root that the tip's header names, the code of every account, flat
/// accounts and slots against the leaves, and the sum of all balances. Reads each entry once and keeps none.
/// </summary>
public static class StateAudit
{
    /// <summary>Faults that are named before an audit ends.</summary>
    public const int FaultsMax = 20;

    /// <summary>Audits what the database holds at this moment.</summary>
    /// <param name="database">The database.</param>
    /// <param name="supplyWei">What all balances must sum to; null where any sum will do.</param>
    /// <param name="progress">Told now and then how far the audit is, on the calling thread.</param>
    /// <param name="stop">Ends the audit early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static StateAuditReport Run(RocksDatabase database, UInt256? supplyWei, Action<AuditProgress> progress, CancellationToken stop)
    {
        using var snapshot = database.TakeSnapshot();
        var log = new AuditLog(progress, stop);
        var tries = new TrieAudit(database, snapshot, log);
        var tip = StateTip.None;
        try
        {
            tip = database.Get(Column.Meta, MetaKey.StateTip, snapshot) is { } bytes ? StateTip.Decode(bytes) : tip;
            CheckHeader(database, snapshot, tip, log);
            tries.Run(tip.StateRoot);
            CheckSupply(tries, tip.IsNone ? null : supplyWei, log);
            CompareFlat(database, snapshot, tip, tries, log);
        }
        catch (StorageException damaged)
        {
            log.Add(damaged.Message); // RocksDB checks its blocks as it reads them
        }

        return new StateAuditReport(tip, tries.Accounts.Count, tries.Slots.Count, tries.Contracts, tries.Nodes, tries.Balances, log.Faults);
    }

    private static void CheckHeader(RocksDatabase database, RocksSnapshot snapshot, in StateTip tip, AuditLog log)
    {
        if (tip.IsNone)
        {
            return;
        }

        var words = $"the header of block {tip.Height} {tip.BlockHash}, whose state this is,";
        if (database.Get(Column.Headers, tip.BlockHash.Value.Bytes, snapshot) is not { } bytes)
        {
            // Genesis is the one state that is written before its block; a crash between the two leaves that to the next start.
            if (tip.Height > 0)
            {
                log.Add($"{words} is missing");
            }
        }
        else if (new Hash256(Keccak256.Hash(bytes)) != tip.BlockHash.Value || !HeaderCodec.TryDecode(bytes, out var header))
        {
            log.Add($"{words} has another hash");
        }
        else if (header.Number != tip.Height || header.StateRoot != tip.StateRoot)
        {
            log.Add($"{words} names height {header.Number} and state root {header.StateRoot}, not {tip.StateRoot}");
        }
    }

    private static void CheckSupply(TrieAudit tries, UInt256? supplyWei, AuditLog log)
    {
        if (supplyWei is not { } supply || !tries.AccountsAreWhole || tries.Balances == new BalanceSum(0, supply))
        {
            return;
        }

        var sum = tries.Balances;
        log.Add(sum.High > 0 ? $"all balances sum to more than 2^256 wei instead of {supply}"
            : sum.Low > supply ? $"all balances sum to {sum.Low} wei instead of {supply}: {sum.Low - supply} too many"
            : $"all balances sum to {sum.Low} wei instead of {supply}: {supply - sum.Low} lost");
    }

    // What a damaged trie holds cannot be compared: its lost leaves would all be named as flat entries too many.
    private static void CompareFlat(RocksDatabase database, RocksSnapshot snapshot, in StateTip tip, TrieAudit tries, AuditLog log)
    {
        var flat = new FlatAudit(database, snapshot, log);
        var differences = new Differences(database, snapshot, tip.StateRoot, log);
        if (tries.AccountsAreWhole && !log.IsFull)
        {
            var accounts = flat.Accounts(tries.Accounts.Count);
            if (accounts != tries.Accounts)
            {
                differences.OfAccounts(accounts.Count, tries.Accounts.Count);
            }
        }

        if (tries.SlotsAreWhole && !log.IsFull)
        {
            var slots = flat.Slots(tries.Slots.Count);
            if (slots != tries.Slots)
            {
                differences.OfSlots(slots.Count, tries.Slots.Count);
            }
        }
    }
}
