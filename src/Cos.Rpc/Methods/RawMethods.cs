using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>Blocks, receipts and transactions in the bytes that are hashed.</summary>
internal sealed class RawMethods(ChainQueries queries, BlockFinder finder)
{
    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("debug_getRawHeader", (ref arguments, sink) => Get(ref arguments, sink, block => sink.Bytes(HeaderCodec.Encode(block.Header)))),
        RpcMethod.Light("debug_getRawBlock", (ref arguments, sink) => Get(ref arguments, sink, block => sink.Bytes(BlockCodec.Encode(block.Block)))),
        RpcMethod.Light("debug_getRawReceipts", (ref arguments, sink) => Get(ref arguments, sink, block => WriteReceipts(sink, block))),
        RpcMethod.Light("debug_getRawTransaction", GetTransaction),
        RpcMethod.Light("debug_getBadBlocks", GetBadBlocks),
    ];

    private RpcError? Get(ref Arguments arguments, JsonSink sink, Action<ExecutedBlock> write)
    {
        if (!(arguments.RequiredBlock(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (!TryGetBlock(in selector, out ExecutedBlock? block)) return RpcError.HeaderNotFound;
        write(block);
        return null;
    }

    private bool TryGetBlock(in BlockSelector selector, [NotNullWhen(true)] out ExecutedBlock? block)
    {
        block = null;
        return finder.Find(in selector, queries.Head) is { } hash && queries.TryGetBlock(in hash, out block);
    }

    private static void WriteReceipts(JsonSink sink, ExecutedBlock block)
    {
        sink.OpenArray();
        foreach (Receipt receipt in block.Receipts) sink.Bytes(ReceiptCodec.Encode(receipt));
        sink.CloseArray();
    }

    // A transaction that is not known is no bytes, as in geth.
    private RpcError? GetTransaction(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Hash(out Hash256 value) && arguments.End())) return arguments.Error;
        var hash = new TxHash(value);
        if (queries.TryFindTransaction(in hash, out TransactionLocation at) && queries.TryGetBlock(at.BlockHash, out ExecutedBlock? block))
        {
            sink.Bytes(block.Block.Transactions[at.Index].Encoded.Span);
        }
        else if (queries.TryFindPooled(in hash, out PooledTransaction pooled))
        {
            sink.Bytes(pooled.Transaction.Transaction.Encoded.Span);
        }
        else
        {
            sink.Bytes(default(ReadOnlySpan<byte>));
        }

        return null;
    }

    // A block that is refused is not kept.
    private static RpcError? GetBadBlocks(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        sink.OpenArray();
        sink.CloseArray();
        return null;
    }
}
