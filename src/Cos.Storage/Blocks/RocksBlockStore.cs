using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.Primitives;
using Cos.State.Diff;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Blocks;

/// <summary>Blocks, receipts, certificates and their indexes in RocksDB.</summary>
public sealed class RocksBlockStore : IBlockStore
{
    private readonly RocksDatabase _database;
    private readonly LogSearch _logs;
    private readonly RecentBlocks _recent = new();
    private volatile Pointers _pointers;
    private long _reorganisations; // odd while blocks leave the canonical chain

    /// <summary>The blocks in <paramref name="database"/>.</summary>
    public RocksBlockStore(RocksDatabase database)
    {
        _database = database;
        _logs = new LogSearch(database, this);
        var instance = database.Get(Column.Meta, MetaKey.NewestInstance);
        _pointers = new Pointers(HashAt(MetaKey.Head), HashAt(MetaKey.Final), instance is null ? null : CertificateAt(instance));
    }

    private sealed record Pointers(BlockHash? Head, BlockHash? Final, Certificate? Certificate);

    /// <inheritdoc />
    public BlockHash? Head => _pointers.Head;

    /// <inheritdoc />
    public BlockHash? Final => _pointers.Final;

    /// <inheritdoc />
    public Certificate? NewestCertificate => _pointers.Certificate;

    /// <inheritdoc />
    public void Commit(BlockCommit commit)
    {
        using var batch = _database.NewBatch();
        var pointers = _pointers;
        if (commit.Block is { } block)
        {
            AddBlock(batch, block);
            _recent.Add(block);
        }

        if (commit.Move is { } move)
        {
            AddMove(batch, move);
            pointers = new Pointers(move.Head, pointers.Final ?? move.Head, pointers.Certificate);
        }

        if (commit.Certificate is { } certificate)
        {
            var instance = SchemaKey.OfHeight(certificate.Instance);
            batch.Put(Column.Certificates, instance, CertificateCodec.Encode(certificate));
            batch.Put(Column.Meta, MetaKey.NewestInstance, instance);
            pointers = pointers with { Final = certificate.BlockHash, Certificate = certificate };
        }

        if (pointers.Final is { } final && final != _pointers.Final)
        {
            batch.Put(Column.Meta, MetaKey.Final, final.Value.Bytes);
        }

        if (commit.Move is not { Removed.IsEmpty: false })
        {
            batch.Write(commit.Sync);
            _pointers = pointers;
            return;
        }

        Interlocked.Increment(ref _reorganisations);
        try
        {
            batch.Write(commit.Sync);
            _pointers = pointers;
        }
        finally
        {
            Interlocked.Increment(ref _reorganisations);
        }
    }

    /// <inheritdoc />
    public bool TryGetHeader(in BlockHash hash, [NotNullWhen(true)] out BlockHeader? header)
    {
        header = null;
        if (_database.Get(Column.Headers, hash.Value.Bytes) is not { } bytes)
        {
            return false;
        }

        Invariant.Require(HeaderCodec.TryDecode(bytes, out header), "a header in the database decodes");
        return true;
    }

    /// <inheritdoc />
    public bool TryGetBlock(in BlockHash hash, [NotNullWhen(true)] out Block? block)
    {
        block = null;
        if (_database.Get(Column.Blocks, hash.Value.Bytes) is not { } bytes)
        {
            return false;
        }

        Invariant.Require(BlockCodec.TryDecode(bytes, out block, out _), "a block in the database decodes");
        return true;
    }

    /// <inheritdoc />
    public bool TryGetExecuted(in BlockHash hash, [NotNullWhen(true)] out ExecutedBlock? block)
    {
        block = _recent.Find(hash);
        if (block is not null)
        {
            return true;
        }

        if (!TryGetBlock(hash, out var body))
        {
            return false;
        }

        var outcome = _database.Get(Column.Outcomes, hash.Value.Bytes);
        var receiptBytes = _database.Get(Column.Receipts, hash.Value.Bytes);
        Invariant.Require(outcome is not null && receiptBytes is not null, "a block in the database has its outcome and receipts");
        var (weight, senders) = OutcomeBytes.Decode(outcome);
        block = new ExecutedBlock(body, hash, ReceiptListBytes.Decode(receiptBytes), senders, weight);
        return true;
    }

    /// <inheritdoc />
    public bool TryGetCanonicalHash(ulong number, out BlockHash hash)
    {
        var bytes = _database.Get(Column.Canonical, SchemaKey.OfHeight(number));
        hash = bytes is null ? BlockHash.Zero : new BlockHash(new Hash256(bytes));
        return bytes is not null;
    }

    /// <inheritdoc />
    public bool TryFindTransaction(in TxHash hash, out TransactionLocation location)
    {
        // Two reads make an answer: had blocks left the chain between them, the place would be in one branch and the block of another.
        var wait = default(SpinWait);
        while (true)
        {
            var before = Volatile.Read(ref _reorganisations);
            var isFound = TryLocate(hash, out location);
            if (before % 2 == 0 && Volatile.Read(ref _reorganisations) == before)
            {
                return isFound;
            }

            wait.SpinOnce();
        }
    }

    /// <inheritdoc />
    public bool TryGetCertificate(ulong instance, [NotNullWhen(true)] out Certificate? certificate) =>
        (certificate = CertificateAt(SchemaKey.OfHeight(instance))) is not null;

    /// <inheritdoc />
    public IEnumerable<LogEntry> FindLogs(LogQuery query) => _logs.Find(query);

    /// <summary>Whom a stored block's transactions had to do with beside their senders and callees.</summary>
    internal BlockFootprint FootprintOf(ExecutedBlock block)
    {
        if (block.Footprint != BlockFootprint.None)
        {
            return block.Footprint;
        }

        return _database.Get(Column.Footprints, block.Hash.Value.Bytes) is { } bytes ? FootprintBytes.Decode(bytes) : BlockFootprint.None;
    }

    private bool TryLocate(in TxHash hash, out TransactionLocation location)
    {
        location = default;
        if (_database.Get(Column.Transactions, hash.Value.Bytes) is not { } bytes)
        {
            return false;
        }

        var number = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        if (!TryGetCanonicalHash(number, out var blockHash))
        {
            return false;
        }

        location = new TransactionLocation(blockHash, number, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8)));
        return true;
    }

    private static void AddBlock(RocksBatch batch, ExecutedBlock block)
    {
        var key = block.Hash.Value.Bytes;
        batch.Put(Column.Headers, key, HeaderCodec.Encode(block.Header));
        batch.Put(Column.Blocks, key, BlockCodec.Encode(block.Block));
        batch.Put(Column.Receipts, key, ReceiptListBytes.Encode(block.Receipts));
        batch.Put(Column.Outcomes, key, OutcomeBytes.Encode(block.TotalWeight, block.Senders));
        if (FootprintBytes.Encode(block) is { Length: > 0 } footprint)
        {
            batch.Put(Column.Footprints, key, footprint);
        }
    }

    private static void AddMove(RocksBatch batch, HeadMove move)
    {
        foreach (var block in move.Removed)
        {
            var height = SchemaKey.OfHeight(block.Number);
            batch.Delete(Column.Canonical, height);
            batch.Delete(Column.Blooms, height);
            foreach (var transaction in block.Block.Transactions)
            {
                batch.Delete(Column.Transactions, transaction.Hash.Value.Bytes);
            }

            foreach (var emitter in EmittersOf(block))
            {
                batch.Delete(Column.Emitters, SchemaKey.WithHeight(emitter.Bytes, block.Number));
            }
        }

        foreach (var block in move.Added)
        {
            AddCanonical(batch, block);
        }

        batch.Put(Column.Meta, MetaKey.Head, move.Head.Value.Bytes);
    }

    private static void AddCanonical(RocksBatch batch, ExecutedBlock block)
    {
        var height = SchemaKey.OfHeight(block.Number);
        batch.Put(Column.Canonical, height, block.Hash.Value.Bytes);
        Span<byte> location = stackalloc byte[12];
        height.CopyTo(location);
        for (var i = 0; i < block.Block.Transactions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(location[8..], i);
            batch.Put(Column.Transactions, block.Block.Transactions[i].Hash.Value.Bytes, location);
        }

        if (!block.Header.LogsBloom.IsEmpty)
        {
            batch.Put(Column.Blooms, height, block.Header.LogsBloom.Bytes);
            foreach (var emitter in EmittersOf(block))
            {
                batch.Put(Column.Emitters, SchemaKey.WithHeight(emitter.Bytes, block.Number), []);
            }
        }
    }

    private static HashSet<Address> EmittersOf(ExecutedBlock block)
    {
        var emitters = new HashSet<Address>();
        foreach (var receipt in block.Receipts)
        {
            foreach (var log in receipt.Logs)
            {
                emitters.Add(log.Address);
            }
        }

        return emitters;
    }

    private BlockHash? HashAt(ReadOnlySpan<byte> metaKey) =>
        _database.Get(Column.Meta, metaKey) is { } bytes ? new BlockHash(new Hash256(bytes)) : null;

    private Certificate? CertificateAt(ReadOnlySpan<byte> instance)
    {
        if (_database.Get(Column.Certificates, instance) is not { } bytes)
        {
            return null;
        }

        Invariant.Require(CertificateCodec.TryDecode(bytes, out var certificate), "a certificate in the database decodes");
        return certificate;
    }
}
