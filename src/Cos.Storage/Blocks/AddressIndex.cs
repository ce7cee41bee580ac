using System.Buffers.Binary;
using System.Collections.Immutable;
using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.Primitives;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Blocks;

/// <summary>
/// Transactions by account in RocksDB. Rows are written for final blocks alone, off the chain's thread (<see cref="AddressIndexing"/>), so that no
/// block waits for them and none is ever taken back; the few blocks after those are looked through when somebody asks.
/// </summary>
public sealed class AddressIndex : IAddressIndex
{
    /// <summary>The most blocks that a question looks through beyond the rows.</summary>
    public const ulong TailBlocksMax = 256;

    /// <summary>The highest index of a transaction in its block that a row can tell.</summary>
    internal const int TransactionIndexMax = (1 << (8 * IndexBytes)) - 1;

    private const int IndexBytes = 3;
    private readonly RocksDatabase _database;
    private readonly RocksBlockStore _blocks;
    private volatile bool _isStopped;

    /// <summary>The index over the blocks of a store in the same database.</summary>
    public AddressIndex(RocksDatabase database, RocksBlockStore blocks) => (_database, _blocks) = (database, blocks);

    /// <inheritdoc />
    public ulong BlocksBehind
    {
        get
        {
            using var moment = _database.TakeSnapshot();
            var blocks = BlocksFrom(NextIn(moment), moment);
            return blocks > TailBlocksMax ? blocks : 0;
        }
    }

    /// <inheritdoc />
    public bool IsStopped => _isStopped;

    /// <inheritdoc />
    public IEnumerable<AddressBlock> Find(Address address, ulong from, bool isAscending, CancellationToken stop = default)
    {
        using var moment = _database.TakeSnapshot();
        var next = NextIn(moment);
        var parts = isAscending
            ? Rows(address, from, next, true, moment).Concat(Tail(address, Math.Max(from, next), HeadIn(moment), true, moment, stop))
            : Tail(address, next, Math.Min(from, HeadIn(moment)), false, moment, stop).Concat(Rows(address, from, next, false, moment));
        foreach (var block in parts)
        {
            yield return block;
        }
    }

    /// <inheritdoc />
    public bool TryFindCreation(in Address contract, out ContractCreation creation, CancellationToken stop = default)
    {
        using var moment = _database.TakeSnapshot();
        if (_database.Get(Column.Creations, contract.Bytes, moment) is { } bytes)
        {
            creation = new ContractCreation(LocationIn(bytes, moment), new Address(bytes.AsSpan(SchemaKey.LocationBytes)));
            return true;
        }

        foreach (var block in TailBlocks(moment, stop))
        {
            foreach (var made in AddressRows.MadeIn(block, _blocks.FootprintOf(block)))
            {
                if (made.Contract == contract)
                {
                    creation = new ContractCreation(new TransactionLocation(block.Hash, block.Number, made.TransactionIndex), made.Creator);
                    return true;
                }
            }
        }

        creation = default;
        return false;
    }

    /// <inheritdoc />
    public bool TryFindSent(in Address sender, ulong nonce, out TransactionLocation location, CancellationToken stop = default)
    {
        using var moment = _database.TakeSnapshot();
        if (_database.Get(Column.SentNonces, SchemaKey.WithHeight(sender.Bytes, nonce), moment) is { } bytes)
        {
            location = LocationIn(bytes, moment);
            return true;
        }

        foreach (var block in TailBlocks(moment, stop))
        {
            for (var i = 0; i < block.Senders.Length; i++)
            {
                if (block.Senders[i] == sender && block.Block.Transactions[i].Nonce == nonce)
                {
                    location = new TransactionLocation(block.Hash, block.Number, i);
                    return true;
                }
            }
        }

        location = default;
        return false;
    }

    /// <summary>Says that no more blocks are taken in.</summary>
    internal void Stop() => _isStopped = true;

    /// <summary>The first height without rows.</summary>
    internal ulong NextIn(RocksSnapshot moment) => _database.Get(Column.Meta, MetaKey.AddressesNext, moment) is { } bytes ? SchemaKey.HeightIn(bytes) : 0;

    /// <summary>Adds a final block's rows to a batch; answers how many.</summary>
    internal int AddTo(RocksBatch batch, ExecutedBlock block)
    {
        var rows = AddressRows.Of(block, _blocks.FootprintOf(block));
        Span<byte> location = stackalloc byte[SchemaKey.LocationBytes + Address.Size];
        BinaryPrimitives.WriteUInt64BigEndian(location, block.Number);
        foreach (var (address, indexes) in rows.Uses)
        {
            batch.Put(Column.AddressUses, SchemaKey.WithHeight(address.Bytes, block.Number), Encode(indexes));
        }

        for (var i = 0; i < block.Senders.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(location[SchemaKey.HeightBytes..], i);
            batch.Put(Column.SentNonces, SchemaKey.WithHeight(block.Senders[i].Bytes, block.Block.Transactions[i].Nonce), location[..SchemaKey.LocationBytes]);
        }

        foreach (var made in rows.Made)
        {
            BinaryPrimitives.WriteInt32BigEndian(location[SchemaKey.HeightBytes..], made.TransactionIndex);
            made.Creator.Bytes.CopyTo(location[SchemaKey.LocationBytes..]);
            batch.Put(Column.Creations, made.Contract.Bytes, location);
        }

        return rows.Uses.Count + block.Senders.Length + rows.Made.Length;
    }

    /// <summary>Says in a batch that all blocks below a height have their rows.</summary>
    internal static void SetNext(RocksBatch batch, ulong next) => batch.Put(Column.Meta, MetaKey.AddressesNext, SchemaKey.OfHeight(next));

    private IEnumerable<AddressBlock> Rows(Address address, ulong from, ulong next, bool isAscending, RocksSnapshot moment)
    {
        using var rows = _database.Iterate(Column.AddressUses, moment);
        var key = SchemaKey.WithHeight(address.Bytes, from);
        for (var isHere = isAscending ? rows.Seek(key) : rows.SeekBack(key); isHere && IsOf(address, rows); isHere = isAscending ? rows.Next() : rows.Previous())
        {
            var height = SchemaKey.HeightIn(rows.Key);
            if (height < next)
            {
                yield return new AddressBlock(HashAt(height, moment), height, Decode(rows.Value));
            }
        }
    }

    private IEnumerable<AddressBlock> Tail(Address address, ulong first, ulong last, bool isAscending, RocksSnapshot moment, CancellationToken stop)
    {
        if (first > last)
        {
            yield break;
        }

        for (ulong step = 0; step <= last - first; step++)
        {
            stop.ThrowIfCancellationRequested();
            var block = BlockAt(isAscending ? first + step : last - step, moment);
            if (AddressRows.IndexesOf(address, block, _blocks.FootprintOf(block)) is { IsEmpty: false } indexes)
            {
                yield return new AddressBlock(block.Hash, block.Number, indexes);
            }
        }
    }

    private IEnumerable<ExecutedBlock> TailBlocks(RocksSnapshot moment, CancellationToken stop)
    {
        var head = HeadIn(moment);
        for (var height = NextIn(moment); height <= head; height++)
        {
            stop.ThrowIfCancellationRequested();
            yield return BlockAt(height, moment);
        }
    }

    private ExecutedBlock BlockAt(ulong height, RocksSnapshot moment)
    {
        Invariant.Require(_blocks.TryGetExecuted(HashAt(height, moment), out var block), "a canonical block is stored");
        return block;
    }

    private ulong BlocksFrom(ulong next, RocksSnapshot moment)
    {
        var head = HeadIn(moment);
        return head < next ? 0 : head - next + 1;
    }

    private ulong HeadIn(RocksSnapshot moment)
    {
        var hash = _database.Get(Column.Meta, MetaKey.Head, moment);
        Invariant.Require(hash is not null, "a begun chain has a head");
        Invariant.Require(_blocks.TryGetHeader(new BlockHash(new Hash256(hash)), out var header), "the head is stored");
        return header.Number;
    }

    private BlockHash HashAt(ulong height, RocksSnapshot moment)
    {
        var hash = _database.Get(Column.Canonical, SchemaKey.OfHeight(height), moment);
        Invariant.Require(hash is not null, "the canonical chain has no gaps");
        return new BlockHash(new Hash256(hash));
    }

    private TransactionLocation LocationIn(ReadOnlySpan<byte> bytes, RocksSnapshot moment)
    {
        var height = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return new TransactionLocation(HashAt(height, moment), height, BinaryPrimitives.ReadInt32BigEndian(bytes[SchemaKey.HeightBytes..]));
    }

    private static bool IsOf(Address address, RocksIterator rows) => rows.Key.StartsWith(address.Bytes);

    private static byte[] Encode(List<int> indexes)
    {
        var bytes = new byte[indexes.Count * IndexBytes];
        for (var i = 0; i < indexes.Count; i++)
        {
            var at = bytes.AsSpan(i * IndexBytes);
            (at[0], at[1], at[2]) = unchecked(((byte)(indexes[i] >> 16), (byte)(indexes[i] >> 8), (byte)indexes[i])); // byte by byte
        }

        return bytes;
    }

    private static ImmutableArray<int> Decode(ReadOnlySpan<byte> bytes)
    {
        Invariant.Require(bytes.Length % IndexBytes == 0, "a row lists whole indexes");
        var indexes = ImmutableArray.CreateBuilder<int>(bytes.Length / IndexBytes);
        for (var at = 0; at < bytes.Length; at += IndexBytes)
        {
            indexes.Add((bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2]);
        }

        return indexes.MoveToImmutable();
    }
}
