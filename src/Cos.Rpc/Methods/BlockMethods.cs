using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Pool;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Views;

namespace Cos.Rpc.Methods;

/// <summary>Blocks, their transactions and receipts.</summary>
internal sealed class BlockMethods(ChainQueries queries, BlockFinder finder, RenderedBlocks rendered)
{
    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("eth_getBlockByNumber", (ref arguments, sink) => GetBlock(ref arguments, sink, byHash: false)),
        RpcMethod.Light("eth_getBlockByHash", (ref arguments, sink) => GetBlock(ref arguments, sink, byHash: true)),
        RpcMethod.Light("eth_getBlockReceipts", GetBlockReceipts),
        RpcMethod.Light("eth_getBlockTransactionCountByNumber", (ref arguments, sink) => CountTransactions(ref arguments, sink, byHash: false)),
        RpcMethod.Light("eth_getBlockTransactionCountByHash", (ref arguments, sink) => CountTransactions(ref arguments, sink, byHash: true)),
        RpcMethod.Light("eth_getUncleCountByBlockNumber", (ref arguments, sink) => CountUncles(ref arguments, sink, byHash: false)),
        RpcMethod.Light("eth_getUncleCountByBlockHash", (ref arguments, sink) => CountUncles(ref arguments, sink, byHash: true)),
        RpcMethod.Light("eth_getUncleByBlockNumberAndIndex", (ref arguments, sink) => GetUncle(ref arguments, sink, byHash: false)),
        RpcMethod.Light("eth_getUncleByBlockHashAndIndex", (ref arguments, sink) => GetUncle(ref arguments, sink, byHash: true)),
        RpcMethod.Light("eth_getTransactionByHash", GetTransaction),
        RpcMethod.Light("eth_getTransactionByBlockNumberAndIndex", (ref arguments, sink) => GetTransactionAt(ref arguments, sink, byHash: false)),
        RpcMethod.Light("eth_getTransactionByBlockHashAndIndex", (ref arguments, sink) => GetTransactionAt(ref arguments, sink, byHash: true)),
        RpcMethod.Light("eth_getTransactionReceipt", GetReceipt),
    ];

    private RpcError? GetBlock(ref Arguments arguments, JsonSink sink, bool byHash)
    {
        if (!(arguments.NamedBlock(byHash, out BlockSelector selector) && arguments.Flag(false, out bool full) && arguments.End())) return arguments.Error;
        if (selector.Tag == BlockTag.Pending)
        {
            if (arguments.Pending is null) return RpcError.AwaitsPending;
            BlockView.WritePending(sink, arguments.Pending, full);
            return null;
        }

        byte[]? json = finder.Find(in selector, queries.Head) is not { } hash ? null : full ? rendered.Full(in hash)?.Json : rendered.Hashes(in hash);
        WriteOrNull(sink, json);
        return null;
    }

    private RpcError? GetBlockReceipts(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.RequiredBlock(out BlockSelector selector) && arguments.End())) return arguments.Error;
        WriteOrNull(sink, finder.Find(in selector, queries.Head) is { } hash ? rendered.Receipts(in hash)?.Json : null);
        return null;
    }

    private RpcError? CountTransactions(ref Arguments arguments, JsonSink sink, bool byHash)
    {
        if (!(arguments.NamedBlock(byHash, out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (selector.Tag == BlockTag.Pending)
        {
            if (arguments.Pending is null) return RpcError.AwaitsPending;
            sink.Quantity((ulong)arguments.Pending.Transactions.Length);
        }
        else if (TryGetBlock(in selector, out ExecutedBlock? block))
        {
            sink.Quantity((ulong)block.Block.Transactions.Length);
        }
        else
        {
            sink.Null();
        }

        return null;
    }

    // There are no uncles on this chain.
    private RpcError? CountUncles(ref Arguments arguments, JsonSink sink, bool byHash)
    {
        if (!(arguments.NamedBlock(byHash, out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (TryGetBlock(in selector, out _)) sink.Quantity(0UL);
        else sink.Null();
        return null;
    }

    private static RpcError? GetUncle(ref Arguments arguments, JsonSink sink, bool byHash)
    {
        if (!(arguments.NamedBlock(byHash, out _) && arguments.Quantity(out _) && arguments.End())) return arguments.Error;
        sink.Null();
        return null;
    }

    private RpcError? GetTransaction(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Hash(out Hash256 value) && arguments.End())) return arguments.Error;
        var hash = new TxHash(value);
        if (queries.TryFindTransaction(in hash, out TransactionLocation at) && rendered.Full(at.BlockHash) is { } block && at.Index < block.Count)
        {
            sink.Raw(block.Item(at.Index));
        }
        else if (queries.TryFindPooled(in hash, out PooledTransaction pooled))
        {
            TransactionView.Write(sink, pooled.Transaction.Transaction, pooled.Transaction.Sender, null);
        }
        else
        {
            sink.Null();
        }

        return null;
    }

    private RpcError? GetTransactionAt(ref Arguments arguments, JsonSink sink, bool byHash)
    {
        if (!(arguments.NamedBlock(byHash, out BlockSelector selector) && arguments.Quantity(out ulong index) && arguments.End())) return arguments.Error;
        if (finder.Find(in selector, queries.Head) is { } hash && rendered.Full(in hash) is { } block && index < (ulong)block.Count) sink.Raw(block.Item((int)index));
        else sink.Null();
        return null;
    }

    private RpcError? GetReceipt(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Hash(out Hash256 value) && arguments.End())) return arguments.Error;
        WriteReceipt(sink, new TxHash(value));
        return null;
    }

    /// <summary>Writes the receipt of a mined transaction, or null.</summary>
    internal bool WriteReceipt(JsonSink sink, TxHash hash)
    {
        bool mined = queries.TryFindTransaction(in hash, out TransactionLocation at);
        if (mined && rendered.Receipts(at.BlockHash) is { } receipts && at.Index < receipts.Count) sink.Raw(receipts.Item(at.Index));
        else sink.Null();
        return mined;
    }

    private bool TryGetBlock(in BlockSelector selector, [NotNullWhen(true)] out ExecutedBlock? block)
    {
        block = null;
        return finder.Find(in selector, queries.Head) is { } hash && queries.TryGetBlock(in hash, out block);
    }

    private static void WriteOrNull(JsonSink sink, byte[]? json)
    {
        if (json is null) sink.Null();
        else sink.Raw(json);
    }
}
