using BenchmarkDotNet.Attributes;
using Cos.Execution.Blocks;
using Cos.Primitives;
using Cos.Primitives.Blocks;

namespace Cos.Benchmarks;

/// <summary>The RLP of a full block, as it comes from a peer or from the disk.</summary>
public class BlockDecodeBenchmarks
{
    private Block? _block;
    private byte[] _encoded = [];

    /// <summary>Encodes a block of transfers of the token.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var chain = new TransferChain();
        var header = chain.HeaderOver(chain.Genesis.Block.Header, chain.Genesis.Hash);
        _block = new Block(header, [.. chain.OfTokens(0).Select(static one => one.Transaction)]);
        _encoded = BlockCodec.Encode(_block);
    }

    /// <summary>Bytes to header and transactions.</summary>
    [Benchmark]
    public object Decode()
    {
        Invariant.Require(BlockCodec.TryDecode(_encoded, out var block, out _), "an encoded block decodes");
        return block;
    }

    /// <summary>Header and transactions to bytes; the transactions keep theirs.</summary>
    [Benchmark]
    public byte[] Encode() => BlockCodec.Encode(_block!);

    /// <summary>The root that the header has of its transactions.</summary>
    [Benchmark]
    public object TransactionsRoot() => BlockRoots.OfTransactions(_block!.Transactions.AsSpan());
}
