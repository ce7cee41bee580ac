using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Views;
using Cos.State.View;

namespace Cos.Rpc.Methods;

/// <summary>What Otterscan's pages ask besides eth_: blocks by page, transactions by account, who made a contract; and the header that Erigon gives it.</summary>
internal sealed class OtterscanMethods(ChainQueries queries, BlockFinder finder, RpcLimits limits, TimeProvider clock)
{
    private const long ApiLevel = 8;
    private const ulong PageMax = 100;

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("ots_getApiLevel", GetApiLevel),
        RpcMethod.Light("ots_hasCode", HasCode),
        RpcMethod.Heavy("ots_getBlockDetails", GetBlockDetails),
        RpcMethod.Heavy("ots_getBlockDetailsByHash", GetBlockDetails),
        RpcMethod.Heavy("ots_getBlockTransactions", GetBlockTransactions),
        RpcMethod.Heavy("ots_searchTransactionsBefore", (ref arguments, sink) => Search(ref arguments, sink, isAscending: false)),
        RpcMethod.Heavy("ots_searchTransactionsAfter", (ref arguments, sink) => Search(ref arguments, sink, isAscending: true)),
        RpcMethod.Heavy("ots_getTransactionBySenderAndNonce", GetTransactionBySenderAndNonce),
        RpcMethod.Heavy("ots_getContractCreator", GetContractCreator),
        RpcMethod.Light("erigon_getHeaderByNumber", GetHeader),
        RpcMethod.Light("erigon_getHeaderByHash", GetHeader),
    ];

    private static RpcError? GetApiLevel(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        sink.Number(ApiLevel);
        return null;
    }

    private RpcError? HasCode(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address address) && arguments.Block(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (finder.View(in selector, arguments.Pending, out IStateView view) is { } refused) return refused;
        sink.Flag(view.TryGetAccount(in address, out Account account) && account.CodeHash != Account.EmptyCodeHash);
        return null;
    }

    private RpcError? GetBlockDetails(ref Arguments arguments, JsonSink sink)
    {
        if (!(TryReadBlock(ref arguments, out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (TryFind(in selector, out ExecutedBlock? block)) OtterscanView.WriteDetails(sink, block);
        else sink.Null();
        return null;
    }

    private RpcError? GetBlockTransactions(ref Arguments arguments, JsonSink sink)
    {
        if (!(TryReadBlock(ref arguments, out BlockSelector selector) && arguments.Count(out ulong page) && TryReadPageSize(ref arguments, out int size) && arguments.End())) return arguments.Error;
        if (!TryFind(in selector, out ExecutedBlock? block))
        {
            sink.Null();
            return null;
        }

        // Pages count from the block's end, as explorers show the newest first.
        int count = block.Block.Transactions.Length;
        int end = page > (ulong)(count / size) ? 0 : count - ((int)page * size);
        int start = sink.Length;
        OtterscanView.WritePage(sink, block, Math.Max(0, end - size), end);
        return sink.Length - start > limits.ResponseBytesMax ? RpcError.ResponseTooLarge : null;
    }

    private RpcError? Search(ref Arguments arguments, JsonSink sink, bool isAscending)
    {
        if (!(arguments.Address(out Address address) && arguments.Count(out ulong number) && TryReadPageSize(ref arguments, out int size) && arguments.End())) return arguments.Error;
        if (Index(out IAddressIndex? index) is { } refused) return refused;
        bool isFromEnd = number == 0; // before nothing is the newest page, after nothing the oldest
        ulong from = isFromEnd ? (isAscending ? 0 : ulong.MaxValue) : isAscending ? Math.Min(number, ulong.MaxValue - 1) + 1 : number - 1;
        var found = new List<(byte[] Transaction, byte[] Receipt)>();
        bool hasMore = false;
        if (Within(stop => Collect(index!.Find(address, from, isAscending, stop), found, size, isAscending, out hasMore, stop)) is { } stopped) return stopped;
        if (isAscending) found.Reverse();
        OtterscanView.WriteFound(sink, found, isAscending ? !hasMore : isFromEnd, isAscending ? isFromEnd : !hasMore);
        return null;
    }

    private RpcError? Collect(
        IEnumerable<AddressBlock> entries, List<(byte[] Transaction, byte[] Receipt)> found, int size, bool isAscending, out bool hasMore, CancellationToken stop)
    {
        long bytes = 0;
        hasMore = false;
        foreach (AddressBlock entry in entries)
        {
            stop.ThrowIfCancellationRequested();
            hasMore = found.Count >= size; // a page holds whole blocks
            if (hasMore) break;
            if (!queries.TryGetBlock(entry.BlockHash, out ExecutedBlock? block)) continue;
            int count = entry.Transactions.Length;
            for (int i = 0; i < count; i++)
            {
                var item = OtterscanView.Item(block, entry.Transactions[isAscending ? i : count - 1 - i]);
                found.Add(item);
                bytes += item.Transaction.Length + item.Receipt.Length;
                if (bytes > limits.ResponseBytesMax) return RpcError.ResponseTooLarge;
            }
        }

        return null;
    }

    private RpcError? GetTransactionBySenderAndNonce(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address sender) && arguments.Count(out ulong nonce) && arguments.End())) return arguments.Error;
        if (Index(out IAddressIndex? index) is { } refused) return refused;
        return Within(stop =>
        {
            if (index!.TryFindSent(in sender, nonce, out TransactionLocation at, stop) && TryGetHash(in at, out TxHash hash)) sink.Bytes(hash);
            else sink.Null();
            return null;
        });
    }

    private RpcError? GetContractCreator(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address contract) && arguments.End())) return arguments.Error;
        if (Index(out IAddressIndex? index) is { } refused) return refused;
        return Within(stop =>
        {
            if (!index!.TryFindCreation(in contract, out ContractCreation creation, stop) || !TryGetHash(creation.Location, out TxHash hash))
            {
                sink.Null();
                return null;
            }

            sink.OpenObject();
            sink.Name("hash"u8);
            sink.Bytes(hash);
            sink.Name("creator"u8);
            sink.Bytes(creation.Creator);
            sink.CloseObject();
            return null;
        });
    }

    private RpcError? GetHeader(ref Arguments arguments, JsonSink sink)
    {
        if (!(TryReadBlock(ref arguments, out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (finder.Find(in selector, queries.Head) is not { } hash || !queries.TryGetHeader(in hash, out BlockHeader? header))
        {
            sink.Null();
            return null;
        }

        sink.OpenObject();
        HeaderView.WriteMembers(sink, header, hash);
        sink.CloseObject();
        return null;
    }

    private RpcError? Index(out IAddressIndex? index)
    {
        index = queries.Addresses;
        if (index is null) return RpcError.Server("this node keeps no index of transactions by account: start it with --address-index");
        if (index.BlocksBehind is not (> 0 and var blocks)) return null;
        return RpcError.Server(index.IsStopped
            ? $"the index of transactions by account stopped after a fault, {blocks} blocks behind: the node's log says why"
            : $"the index of transactions by account is {blocks} blocks behind: try again later");
    }

    // Questions to the index may look through many blocks.
    private RpcError? Within(Func<CancellationToken, RpcError?> work)
    {
        using var time = new CancellationTokenSource(limits.HeavyTime, clock);
        try
        {
            return work(time.Token);
        }
        catch (OperationCanceledException)
        {
            return RpcError.TimedOut;
        }
    }

    // Otterscan names blocks by plain numbers, others by quantities and tags.
    private static bool TryReadBlock(ref Arguments arguments, out BlockSelector selector)
    {
        selector = BlockSelector.Latest;
        if (!arguments.Required()) return false;
        if (arguments.Json.TokenType == JsonTokenType.Number && arguments.Json.TryGetUInt64(out ulong number))
        {
            selector = BlockSelector.Of(number);
            return true;
        }

        return BlockSelector.TryRead(ref arguments.Json, out selector, out string words) || arguments.Fail(words);
    }

    private static bool TryReadPageSize(ref Arguments arguments, out int size)
    {
        bool read = arguments.Count(out ulong asked);
        size = (int)Math.Min(asked, PageMax);
        return read && (asked is > 0 and <= PageMax || arguments.Fail($"a page holds 1 to {PageMax} transactions"));
    }

    private bool TryFind(in BlockSelector selector, [NotNullWhen(true)] out ExecutedBlock? block)
    {
        block = null;
        return finder.Find(in selector, queries.Head) is { } hash && queries.TryGetBlock(in hash, out block);
    }

    private bool TryGetHash(in TransactionLocation at, out TxHash hash)
    {
        bool isFound = queries.TryGetBlock(at.BlockHash, out ExecutedBlock? block) && at.Index < block.Block.Transactions.Length;
        hash = isFound ? block!.Block.Transactions[at.Index].Hash : default;
        return isFound;
    }
}
