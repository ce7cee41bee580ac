using System.Collections.Immutable;
using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Storage.Tests.Blocks;

/// <summary>What a block store must hold after some commits, as plain lists; searched by looking at everything.</summary>
internal sealed class ChainModel
{
    private const int StepKinds = 6;
    private const int ReorganisedMax = 4;

    private readonly Random _random;
    private readonly BlockMaker _maker;
    private readonly List<ExecutedBlock> _blocks = [];
    private readonly List<Certificate> _certificates = [];

    public ChainModel(int seed) => (_random, _maker) = (new Random(seed), new BlockMaker(seed));

    /// <summary>The canonical chain from genesis.</summary>
    public List<ExecutedBlock> Canonical { get; } = [];

    public ExecutedBlock? Final { get; private set; }

    /// <summary>Something that may come next: the chain grows, a branch takes over, a block of a branch is kept, a certificate arrives.</summary>
    public BlockCommit Next()
    {
        if (Canonical.Count == 0)
        {
            return Extend(true);
        }

        return _random.Next(StepKinds) switch
        {
            0 => Reorganise(),
            1 => KeepAside(),
            2 => Certify(null, null),
            _ => Extend(false),
        };
    }

    public BlockCommit Extend(bool sync)
    {
        var block = _maker.Block(Canonical.LastOrDefault(), Taken(Canonical), 4);
        _blocks.Add(block);
        Canonical.Add(block);
        Final ??= block;
        var move = new HeadMove([], [block], block.Hash);
        return _random.Next(4) == 0 && Canonical.Count > 1 ? Certify(block, move) : new BlockCommit { Block = block, Move = move, Sync = sync };
    }

    /// <summary>Holds what the store says against the model.</summary>
    public void AssertSame(IBlockStore store)
    {
        Assert.That(store.Head, Is.EqualTo(Canonical.Count == 0 ? (BlockHash?)null : Canonical[^1].Hash));
        Assert.That(store.Final, Is.EqualTo(Final?.Hash));
        Assert.That(TextOf(store.NewestCertificate), Is.EqualTo(TextOf(_certificates.LastOrDefault())));
        for (var number = 0; number < Canonical.Count + ReorganisedMax; number++)
        {
            var isFound = store.TryGetCanonicalHash((ulong)number, out var hash);
            Assert.That(isFound ? hash : (BlockHash?)null, Is.EqualTo(number < Canonical.Count ? Canonical[number].Hash : (BlockHash?)null), $"canonical hash at {number}");
        }

        foreach (var block in _blocks)
        {
            Assert.That(store.TryGetExecuted(block.Hash, out var kept), Is.True);
            Assert.That(TextOf(kept!), Is.EqualTo(TextOf(block)));
            Assert.That(store.TryGetBlock(block.Hash, out var body) && store.TryGetHeader(block.Hash, out var header) && HeaderCodec.Hash(header) == block.Hash && HeaderCodec.Hash(body.Header) == block.Hash, Is.True);
        }

        for (var instance = 0UL; instance < (ulong)_certificates.Count + 2; instance++)
        {
            Assert.That(store.TryGetCertificate(instance, out var kept), Is.EqualTo(instance >= 1 && instance <= (ulong)_certificates.Count));
            Assert.That(TextOf(kept), Is.EqualTo(TextOf(_certificates.Find(certificate => certificate.Instance == instance))));
        }

        AssertSameTransactions(store);
    }

    /// <summary>Holds what a search finds against looking at every log of the canonical chain.</summary>
    public void AssertSameLogs(IBlockStore store, LogQuery query) =>
        Assert.That(store.FindLogs(query).Select(TextOf), Is.EqualTo(Search(query).Take(query.LogsMax).Select(TextOf)));

    public static string TextOf(LogEntry entry) =>
        $"{entry.BlockNumber} {entry.BlockHash} {entry.BlockTimestamp} {entry.TransactionIndex} {entry.TransactionHash} {entry.LogIndex} {entry.Log.Address} "
        + $"{string.Join(',', entry.Log.Topics)} {Convert.ToHexString(entry.Log.Payload.Span)}";

    private static string TextOf(ExecutedBlock block)
    {
        var writer = new RlpWriter();
        foreach (var receipt in block.Receipts)
        {
            ReceiptCodec.WriteStored(receipt, writer);
        }

        return $"{block.Hash} {Convert.ToHexString(BlockCodec.Encode(block.Block))} {Convert.ToHexString(writer.ToArray())} {string.Join(',', block.Receipts.Select(r => Convert.ToHexString(r.LogsBloom.Bytes)))} "
            + $"{string.Join(',', block.Senders)} {block.TotalWeight}";
    }

    private static string TextOf(Certificate? certificate) => certificate is null ? "" : Convert.ToHexString(CertificateCodec.Encode(certificate));

    private static HashSet<TxHash> Taken(IEnumerable<ExecutedBlock> branch) => [.. branch.SelectMany(block => block.Block.Transactions).Select(transaction => transaction.Hash)];

    private void AssertSameTransactions(IBlockStore store)
    {
        var places = Canonical.SelectMany(block => block.Block.Transactions.Select((transaction, i) => (transaction.Hash, new TransactionLocation(block.Hash, block.Number, i)))).ToDictionary();
        foreach (var transaction in _maker.Transactions)
        {
            var isFound = store.TryFindTransaction(transaction.Hash, out var location);
            Assert.That(isFound ? location : (TransactionLocation?)null, Is.EqualTo(places.TryGetValue(transaction.Hash, out var place) ? place : (TransactionLocation?)null));
        }
    }

    private IEnumerable<LogEntry> Search(LogQuery query) =>
        from block in Canonical
        where block.Number >= query.FromNumber && block.Number <= query.ToNumber
        from found in block.Receipts.SelectMany((receipt, i) => receipt.Logs.Select(log => (Log: log, Transaction: i))).Select((entry, i) => (entry.Log, entry.Transaction, Index: i))
        where query.Matches(found.Log)
        select new LogEntry(found.Log, block.Hash, block.Number, block.Header.Timestamp, block.Block.Transactions[found.Transaction].Hash, found.Transaction, found.Index);

    private BlockCommit Reorganise()
    {
        var unfinal = Canonical.Count - 1 - (int)Final!.Number;
        var gone = _random.Next(Math.Min(unfinal, ReorganisedMax) + 1);
        var removed = Canonical.AsEnumerable().Reverse().Take(gone).ToImmutableArray();
        Canonical.RemoveRange(Canonical.Count - gone, gone);
        var added = ImmutableArray.CreateBuilder<ExecutedBlock>();
        for (var i = 0; i < Math.Max(1, gone - 1 + _random.Next(3)); i++)
        {
            var block = _maker.Block(Canonical[^1], Taken(Canonical), 4);
            _blocks.Add(block);
            Canonical.Add(block);
            added.Add(block);
        }

        Pending.AddRange(added.Take(added.Count - 1));
        return new BlockCommit { Block = added[^1], Move = new HeadMove(removed, added.ToImmutable(), added[^1].Hash), Sync = false };
    }

    /// <summary>Blocks of the branch that takes over: a node has committed them before, as blocks aside.</summary>
    public List<ExecutedBlock> Pending { get; } = [];

    private BlockCommit KeepAside()
    {
        var parent = Canonical[_random.Next(Canonical.Count)];
        var block = _maker.Block(parent, Taken(Canonical.Take((int)parent.Number + 1)), 3);
        _blocks.Add(block);
        return new BlockCommit { Block = block, Sync = false };
    }

    private BlockCommit Certify(ExecutedBlock? block, HeadMove? move)
    {
        Final = Canonical[_random.Next((int)Final!.Number, Canonical.Count)];
        _certificates.Add(_maker.Certificate((ulong)_certificates.Count + 1, Final));
        return new BlockCommit { Block = block, Move = move, Certificate = _certificates[^1], Sync = true };
    }
}
