using System.Buffers.Binary;
using Cos.Crypto.Hashing;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;
using Cos.Storage.Audit;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;
using Cos.Storage.States;
using StateJournal = Cos.State.Journal.Journal;

namespace Cos.Storage.Tests.Audit;

/// <summary>A flushed state of a few hundred accounts over some blocks, in a real database, for tests to damage. Balances only move.</summary>
internal sealed class AuditedWorld : IDisposable
{
    internal const int AccountCount = 300;
    internal const ulong BalanceEach = 1000;
    internal static readonly UInt256 Supply = AccountCount * BalanceEach;
    private const ulong CacheBytes = 1 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random;

    internal AuditedWorld(int seed = 1, int blocks = 6)
    {
        _random = new Random(seed);
        Database = RocksDatabase.Open(_folder.Path, CacheBytes);
        var store = new RocksStateStore(Database, CacheBytes, 0);
        for (var number = 0; number < blocks; number++)
        {
            Flush(store, (ulong)number, number == 0 ? Fill : Move);
        }
    }

    internal RocksDatabase Database { get; private set; }

    internal string Folder => _folder.Path;

    /// <summary>An account that has code and slots 0 to 9, all but the third of which were zero at some time.</summary>
    internal static Address Contract { get; } = Someone(0);

    /// <summary>An account with a balance alone.</summary>
    internal static Address Person { get; } = Someone(1);

    internal static byte[] SlotKey(in Address address, in UInt256 slot)
    {
        var key = new byte[SchemaKey.SlotBytes];
        SchemaKey.WriteSlot(address, slot, key);
        return key;
    }

    internal static Hash256 HashOf(ReadOnlySpan<byte> bytes) => new(Keccak256.Hash(bytes));

    /// <summary>The key of the root of the accounts trie, or of the storage trie of an account.</summary>
    internal static byte[] RootKey(Address? storageOf)
    {
        var key = new byte[TrieKey.SizeMax];
        return key[..(storageOf is { } address ? TrieKey.WriteStorage(HashOf(address.Bytes), [], key) : TrieKey.WriteAccount([], key))];
    }

    internal Account AccountOf(in Address address) => AccountBytes.Decode(Database.Get(Column.Accounts, address.Bytes)!);

    internal StateTip Tip => StateTip.Decode(Database.Get(Column.Meta, MetaKey.StateTip)!);

    internal StateAuditReport Audit(UInt256? supply = null) => StateAudit.Run(Database, supply ?? Supply, static _ => { }, CancellationToken.None);

    internal void Put(Column column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        using var batch = Database.NewBatch();
        batch.Put(column, key, value);
        batch.Write(sync: false);
    }

    internal void Delete(Column column, ReadOnlySpan<byte> key)
    {
        using var batch = Database.NewBatch();
        batch.Delete(column, key);
        batch.Write(sync: false);
    }

    /// <summary>Closes the database and opens it again, after something was done to its files.</summary>
    internal void Reopen(Action<string> meanwhile)
    {
        Database.Dispose();
        meanwhile(Folder);
        Database = RocksDatabase.Open(Folder, CacheBytes);
    }

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }

    private static Address Someone(int number) => Address.FromLow(0x5_0000 + (ulong)number);

    private void Flush(RocksStateStore store, ulong number, Action<StateJournal> change)
    {
        var journal = new StateJournal(store.Current);
        journal.BeginTransaction();
        change(journal);
        journal.EndTransaction();
        var diff = journal.BuildDiff();
        var update = StateTrie.Apply(store.Current, store.Current.StateRoot, diff);
        var header = HeaderCodec.Encode(HeaderOf(number, update.Root));
        var hash = new BlockHash(HashOf(header));
        Put(Column.Headers, hash.Value.Bytes, header);
        store.Flush([new StateLayer(store.Current, number, hash, diff, update)]);
    }

    private static void Fill(StateJournal journal)
    {
        for (var i = 0; i < AccountCount; i++)
        {
            var address = Someone(i);
            journal.AddBalance(address, BalanceEach);
            if (i % 10 == 0)
            {
                journal.SetCode(address, new byte[] { 0x60, (byte)(i % 7) });
                for (var slot = 0UL; slot < 3 + ((ulong)i * 7 % 40); slot++)
                {
                    journal.SetStorage(address, slot, (slot + 1) << (int)(slot % 50));
                }
            }
        }
    }

    private void Move(StateJournal journal)
    {
        for (var i = 0; i < 100; i++)
        {
            var (from, to) = (Someone(2 + _random.Next(AccountCount - 2)), Someone(2 + _random.Next(AccountCount * 2)));
            journal.Transfer(from, to, _random.Next(3) == 0 ? journal.GetBalance(from) : journal.GetBalance(from) / 3);
            journal.SetStorage(Someone(10 * _random.Next(AccountCount / 10)), (ulong)_random.Next(50), (ulong)_random.Next(3));
        }

        for (var slot = 0UL; slot < 10; slot++)
        {
            journal.SetStorage(Contract, slot, slot == 3 ? UInt256.MaxValue : slot + 1);
        }
    }

    private static BlockHeader HeaderOf(ulong number, in Hash256 root)
    {
        var seed = new byte[Hash256.Size];
        BinaryPrimitives.WriteUInt64BigEndian(seed, number);
        return new BlockHeader
        {
            ParentHash = new BlockHash(new Hash256(seed)),
            OmmersHash = Hash256.Zero,
            Coinbase = Address.Zero,
            StateRoot = root,
            TransactionsRoot = Account.EmptyRoot,
            ReceiptsRoot = Account.EmptyRoot,
            LogsBloom = Bloom.Empty,
            Difficulty = 1,
            Number = number,
            GasLimit = 30_000_000,
            GasUsed = 0,
            Timestamp = number,
            ExtraBytes = default,
            PrevRandao = Hash256.Zero,
            Nonce = 0,
        };
    }
}
