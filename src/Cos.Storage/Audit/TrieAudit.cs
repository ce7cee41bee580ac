using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Audit;

/// <summary>Walks the accounts trie and every storage trie below it, checks all hashes and all code, and sums what the leaves hold.</summary>
internal sealed class TrieAudit(RocksDatabase database, RocksSnapshot snapshot, AuditLog log)
{
    private const int CodesRememberedMax = 1 << 16;

    private readonly NodesOnDisk _nodes = new(database, snapshot);
    private readonly HashSet<Hash256> _checkedCodes = [];

    /// <summary>The accounts.</summary>
    internal LeafSum Accounts { get; private set; }

    /// <summary>The slots of all accounts.</summary>
    internal LeafSum Slots { get; private set; }

    /// <summary>Accounts with code.</summary>
    internal ulong Contracts { get; private set; }

    /// <summary>Stored nodes read.</summary>
    internal ulong Nodes { get; private set; }

    /// <summary>The sum of all balances.</summary>
    internal BalanceSum Balances { get; private set; }

    /// <summary>Whether the accounts trie is whole.</summary>
    internal bool AccountsAreWhole { get; private set; } = true;

    /// <summary>Whether all storage tries are whole.</summary>
    internal bool SlotsAreWhole { get; private set; } = true;

    /// <summary>Walks everything below a state root, or until the log is full.</summary>
    internal void Run(in Hash256 root)
    {
        log.Begin(AuditStage.Tries, null);
        var walk = TrieWalk.OfAccounts(_nodes, root);
        while (!log.IsFull && (walk.TryNext() || walk.Fault is not null))
        {
            if (walk.Fault is { } fault)
            {
                AccountsAreWhole = SlotsAreWhole = false;
                log.Add(fault.Words);
            }
            else
            {
                CheckAccount(walk);
            }
        }

        Nodes += walk.NodesRead;
    }

    private void CheckAccount(TrieWalk leaf)
    {
        log.CountEntry();
        if (leaf.Key.Length != Hash256.Size || !AccountRlp.TryRead(leaf.Value.Span, out var account))
        {
            AccountsAreWhole = SlotsAreWhole = false;
            log.Add($"the accounts trie's leaf {Hex.Encode(leaf.Key)} holds no account");
            return;
        }

        Accounts = Accounts.Plus(leaf.Key, [], leaf.Value.Span);
        Balances = Balances.Plus(account.Balance);
        var hashedAddress = new Hash256(leaf.Key);
        if (account.CodeHash != Account.EmptyCodeHash)
        {
            Contracts++;
            CheckCode(hashedAddress, account.CodeHash);
        }

        if (account.HasStorage)
        {
            CheckStorage(hashedAddress, account.StorageRoot);
        }
    }

    private void CheckStorage(in Hash256 hashedAddress, in Hash256 root)
    {
        var walk = TrieWalk.OfStorage(_nodes, hashedAddress, root);
        while (!log.IsFull && (walk.TryNext() || walk.Fault is not null))
        {
            if (walk.Fault is { } fault)
            {
                SlotsAreWhole = false;
                log.Add(fault.Words);
                continue;
            }

            log.CountEntry();
            var value = new RlpReader(walk.Value.Span);
            if (walk.Key.Length != Hash256.Size || !value.TryReadUInt256(out var number) || !value.AtEnd || number.IsZero)
            {
                SlotsAreWhole = false;
                log.Add($"the leaf {Hex.Encode(walk.Key)} of the storage trie of the account whose address has the hash {hashedAddress} holds no value");
                continue;
            }

            Slots = Slots.Plus(hashedAddress.Bytes, walk.Key, walk.Value.Span);
        }

        Nodes += walk.NodesRead;
    }

    private void CheckCode(in Hash256 hashedAddress, in Hash256 codeHash)
    {
        if (_checkedCodes.Contains(codeHash))
        {
            return;
        }

        if (database.Get(Column.Codes, codeHash.Bytes, snapshot) is not { } code)
        {
            log.Add($"the code {codeHash} of the account whose address has the hash {hashedAddress} is missing");
        }
        else if (new Hash256(Keccak256.Hash(code)) != codeHash)
        {
            log.Add($"the code stored as {codeHash} has another hash; the account whose address has the hash {hashedAddress} runs it");
        }

        if (_checkedCodes.Count == CodesRememberedMax)
        {
            _checkedCodes.Clear();
        }

        _checkedCodes.Add(codeHash);
    }
}
