using System.Collections.Immutable;
using Cos.Chain.Ports;
using Cos.Crypto.Hashing;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Diff;

namespace Cos.Storage.Tests.Blocks;

/// <summary>Makes blocks of every kind of transaction, receipt and log, from a seed; no rule but the store's holds among them.</summary>
internal sealed class BlockMaker
{
    public const int EmitterCount = 4;
    public const int TopicCount = 5;

    private const ulong ChainId = 3077;
    private const int TransactionCount = 40;

    private readonly Random _random;
    private ulong _blocks;

    public BlockMaker(int seed)
    {
        _random = new Random(seed);
        Transactions = [.. Enumerable.Range(0, TransactionCount).Select(i => Transaction((TransactionKind)((i % 5) + 1), (ulong)i))];
    }

    /// <summary>What blocks choose from: a transaction may be in two branches.</summary>
    public ImmutableArray<Transaction> Transactions { get; }

    public static Address Emitter(int i) => Address.FromLow(0xe0UL + (ulong)i);

    public static Hash256 Topic(int i) => new(Keccak256.Hash([(byte)i]));

    /// <summary>A block over <paramref name="parent"/> with transactions that its branch does not have.</summary>
    public ExecutedBlock Block(ExecutedBlock? parent, IReadOnlySet<TxHash> taken, int transactionsMax)
    {
        var chosen = Transactions.Where(transaction => !taken.Contains(transaction.Hash)).OrderBy(_ => _random.Next()).Take(_random.Next(transactionsMax + 1));
        return Block(parent, [.. chosen]);
    }

    /// <summary>A block over <paramref name="parent"/> with these transactions.</summary>
    public ExecutedBlock Block(ExecutedBlock? parent, ImmutableArray<Transaction> transactions) =>
        Block(parent, transactions, [.. transactions.Select(transaction => Receipt(transaction.Kind))]);

    /// <summary>A block over <paramref name="parent"/> with these transactions and what they did.</summary>
    public ExecutedBlock Block(ExecutedBlock? parent, ImmutableArray<Transaction> transactions, ImmutableArray<Receipt> receipts)
    {
        _blocks++;
        var header = new BlockHeader
        {
            ParentHash = parent?.Hash ?? BlockHash.Zero,
            OmmersHash = Digest(),
            Coinbase = Emitter(0),
            StateRoot = Digest(),
            TransactionsRoot = Digest(),
            ReceiptsRoot = Digest(),
            LogsBloom = Bloom.Of([.. receipts.SelectMany(receipt => receipt.Logs)]),
            Difficulty = (ulong)_random.Next(1, 100),
            Number = parent is null ? 0 : parent.Number + 1,
            GasLimit = 30_000_000,
            GasUsed = (ulong)_random.Next(30_000_000),
            Timestamp = 1_700_000_000 + _blocks,
            ExtraBytes = Bytes(_random.Next(300)),
            PrevRandao = Digest(),
            Nonce = 0,
            BaseFeePerGas = 10_000_000_000UL,
            WithdrawalsRoot = Digest(),
            BlobGasUsed = 0,
            ExcessBlobGas = 0,
            ParentBeaconBlockRoot = Hash256.Zero,
            RequestsHash = Digest(),
        };
        var senders = transactions.Select(_ => new Address(Bytes(Address.Size))).ToImmutableArray();
        return new ExecutedBlock(new Block(header, transactions), HeaderCodec.Hash(header), receipts, senders, new UInt256(_blocks, 7, 0, 1)) { Footprint = Footprint(transactions, receipts, senders) };
    }

    // As execution leaves it: the sender first, then whom messages touched, each once; contracts made by messages or by the transaction itself.
    private BlockFootprint Footprint(ImmutableArray<Transaction> transactions, ImmutableArray<Receipt> receipts, ImmutableArray<Address> senders)
    {
        var (touched, ends, made) = (new List<Address>(), new List<int>(), new List<MadeContract>());
        for (var i = 0; i < transactions.Length; i++)
        {
            touched.Add(senders[i]);
            touched.AddRange(receipts[i].Logs.Select(log => log.Address));
            touched.AddRange(Enumerable.Range(0, _random.Next(4)).Select(_ => Emitter(_random.Next(2 * EmitterCount))));
            if (_random.Next(3) == 0)
            {
                var contract = new Address(Bytes(Address.Size));
                touched.Add(contract);
                made.Add(new MadeContract(i, contract, Emitter(_random.Next(EmitterCount))));
            }

            var start = i == 0 ? 0 : ends[i - 1];
            List<Address> distinct = [.. touched[start..].Distinct()];
            touched.RemoveRange(start, touched.Count - start);
            touched.AddRange(distinct);
            ends.Add(touched.Count);
        }

        return new BlockFootprint([.. touched], [.. ends], [.. made]);
    }

    /// <summary>What a transaction of a kind may have done.</summary>
    public Receipt Receipt(TransactionKind kind) =>
        Receipt(kind, [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Log(Emitter(_random.Next(EmitterCount))))]);

    /// <summary>The receipt of a transaction with these logs.</summary>
    public Receipt Receipt(TransactionKind kind, ImmutableArray<Log> logs) => new()
    {
        Kind = kind,
        Succeeded = _random.Next(2) == 0,
        CumulativeGasUsed = (ulong)_random.Next(),
        LogsBloom = Bloom.Of(logs.AsSpan()),
        Logs = logs,
        GasUsed = (ulong)_random.Next(),
        EffectiveGasPrice = new UInt256((ulong)_random.NextInt64(), (ulong)_random.Next(), 0, 0),
        ContractAddress = _random.Next(3) == 0 ? Emitter(1) : null,
    };

    /// <summary>A log with topics and bytes of any length.</summary>
    public Log Log(Address emitter) =>
        new(emitter, [.. Enumerable.Range(0, _random.Next(LogQuery.TopicsMax + 1)).Select(_ => Topic(_random.Next(TopicCount)))], Bytes(_random.Next(100)));

    /// <summary>A certificate of an instance for a block.</summary>
    public Certificate Certificate(ulong instance, ExecutedBlock block) => new()
    {
        ChainId = ChainId,
        Instance = instance,
        Round = (uint)_random.Next(4),
        SetHash = Digest(),
        BlockHash = block.Hash,
        BlockNumber = block.Number,
        Bitmap = new byte[] { 0b101 },
        Signatures = [Bytes(CertificateCodec.SignatureBytes), Bytes(CertificateCodec.SignatureBytes)],
    };

    private Transaction Transaction(TransactionKind kind, ulong nonce) => new()
    {
        Kind = kind,
        ChainId = ChainId,
        Nonce = nonce,
        MaxPriorityFeePerGas = 1,
        MaxFeePerGas = kind is TransactionKind.Legacy or TransactionKind.AccessList ? 1UL : 10_000_000_000UL,
        GasLimit = 21_000,
        To = _random.Next(4) == 0 && kind is not (TransactionKind.Blob or TransactionKind.SetCode) ? null : Emitter((int)nonce),
        Value = new UInt256((ulong)_random.NextInt64(), (ulong)_random.Next(2), 0, 0),
        Input = Bytes(_random.Next(200)),
        AccessList = kind == TransactionKind.Legacy ? [] : [new AccessListEntry(Emitter(2), [1, 2, 3])],
        MaxFeePerBlobGas = kind == TransactionKind.Blob ? 5UL : 0UL,
        BlobVersionedHashes = kind == TransactionKind.Blob ? [Digest()] : [],
        AuthorizationList = kind == TransactionKind.SetCode ? [new Authorization(ChainId, Emitter(3), 9, new TransactionSignature(1, 2, 3))] : [],
        Signature = new TransactionSignature(kind == TransactionKind.Legacy ? 35 + (2 * ChainId) : 1UL, 1 + nonce, 5),
    };

    private Hash256 Digest() => new(Bytes(Hash256.Size));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
