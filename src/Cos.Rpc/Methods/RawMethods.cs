using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Import;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>Blocks, receipts and transactions in the bytes that are hashed.</summary>
internal sealed class RawMethods(ChainQueries queries, BlockFinder finder, RpcLimits limits)
{
    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("debug_getRawHeader", GetHeader),
        RpcMethod.Heavy("debug_getRawBlock", (ref arguments, sink) => Get(ref arguments, sink, WriteBlock)),
        RpcMethod.Heavy("debug_getRawReceipts", (ref arguments, sink) => Get(ref arguments, sink, WriteReceipts)),
        RpcMethod.Light("debug_getRawTransaction", GetTransaction),
        RpcMethod.Light("debug_getBadBlocks", GetBadBlocks),
    ];

    private RpcError? GetHeader(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.RequiredBlock(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (finder.Find(in selector, queries.Head) is not { } hash || !queries.TryGetHeader(in hash, out BlockHeader? header)) return RpcError.HeaderNotFound;
        sink.Bytes(HeaderCodec.Encode(header));
        return null;
    }

    private RpcError? Get(ref Arguments arguments, JsonSink sink, Func<JsonSink, ExecutedBlock, RpcError?> write)
    {
        if (!(arguments.RequiredBlock(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (!TryGetBlock(in selector, out ExecutedBlock? block)) return RpcError.HeaderNotFound;
        return write(sink, block);
    }

    private bool TryGetBlock(in BlockSelector selector, [NotNullWhen(true)] out ExecutedBlock? block)
    {
        block = null;
        return finder.Find(in selector, queries.Head) is { } hash && queries.TryGetBlock(in hash, out block);
    }

    private RpcError? WriteBlock(JsonSink sink, ExecutedBlock block)
    {
        if (2 * BlockBytes.Of(block.Block) > limits.ResponseBytesMax) return RpcError.ResponseTooLarge; // two digits a byte
        sink.Bytes(BlockCodec.Encode(block.Block));
        return null;
    }

    private RpcError? WriteReceipts(JsonSink sink, ExecutedBlock block)
    {
        int start = sink.Length;
        sink.OpenArray();
        foreach (Receipt receipt in block.Receipts)
        {
            sink.Bytes(ReceiptCodec.Encode(receipt));
            if (sink.Length - start > limits.ResponseBytesMax) return RpcError.ResponseTooLarge;
        }

        sink.CloseArray();
        return null;
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
