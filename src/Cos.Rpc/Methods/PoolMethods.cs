using System.Globalization;
using System.Text;
using Cos.Chain.Pool;
using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Views;

namespace Cos.Rpc.Methods;

/// <summary>What waits in the pool: pending could be in the next block, queued waits for an earlier nonce or for funds.</summary>
internal sealed class PoolMethods(ChainQueries queries)
{
    private delegate void Show(JsonSink sink, RecoveredTransaction transaction);

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("txpool_status", GetStatus),
        RpcMethod.Heavy("txpool_content", (ref arguments, sink) => List(ref arguments, sink, ShowWhole)),
        RpcMethod.Heavy("txpool_inspect", (ref arguments, sink) => List(ref arguments, sink, ShowLine)),
        RpcMethod.Heavy("txpool_contentFrom", ListFrom),
    ];

    private RpcError? GetStatus(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        (int pending, int queued) = queries.PoolCounts;
        sink.OpenObject();
        sink.Name("pending"u8);
        sink.Quantity((ulong)pending);
        sink.Name("queued"u8);
        sink.Quantity((ulong)queued);
        sink.CloseObject();
        return null;
    }

    private RpcError? List(ref Arguments arguments, JsonSink sink, Show show)
    {
        if (!arguments.End()) return arguments.Error;
        ILookup<bool, RecoveredTransaction> content = queries.PoolContent().ToLookup(pooled => pooled.IsPending, pooled => pooled.Transaction);
        sink.OpenObject();
        sink.Name("pending"u8);
        WriteSenders(sink, content[true], show);
        sink.Name("queued"u8);
        WriteSenders(sink, content[false], show);
        sink.CloseObject();
        return null;
    }

    private RpcError? ListFrom(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address sender) && arguments.End())) return arguments.Error;
        PooledTransaction[] content = [.. queries.PoolContent().Where(pooled => pooled.Transaction.Sender == sender)];
        sink.OpenObject();
        sink.Name("pending"u8);
        WriteNonces(sink, content.Where(pooled => pooled.IsPending).Select(pooled => pooled.Transaction), ShowWhole);
        sink.Name("queued"u8);
        WriteNonces(sink, content.Where(pooled => !pooled.IsPending).Select(pooled => pooled.Transaction), ShowWhole);
        sink.CloseObject();
        return null;
    }

    private static void WriteSenders(JsonSink sink, IEnumerable<RecoveredTransaction> transactions, Show show)
    {
        sink.OpenObject();
        foreach (IGrouping<Address, RecoveredTransaction> sender in transactions.GroupBy(transaction => transaction.Sender).OrderBy(group => group.Key))
        {
            sink.Name(Encoding.ASCII.GetBytes(AddressText.Checksummed(sender.Key)));
            WriteNonces(sink, sender, show);
        }

        sink.CloseObject();
    }

    private static void WriteNonces(JsonSink sink, IEnumerable<RecoveredTransaction> transactions, Show show)
    {
        sink.OpenObject();
        foreach (RecoveredTransaction transaction in transactions.OrderBy(transaction => transaction.Transaction.Nonce))
        {
            sink.Name(Encoding.ASCII.GetBytes(transaction.Transaction.Nonce.ToString(CultureInfo.InvariantCulture)));
            show(sink, transaction);
        }

        sink.CloseObject();
    }

    private static void ShowWhole(JsonSink sink, RecoveredTransaction transaction) => TransactionView.Write(sink, transaction.Transaction, transaction.Sender, null);

    private static void ShowLine(JsonSink sink, RecoveredTransaction recovered)
    {
        Transaction transaction = recovered.Transaction;
        string callee = transaction.To is { } to ? AddressText.Checksummed(in to) : "contract creation";
        sink.Text($"{callee}: {transaction.Value} wei + {transaction.GasLimit} gas × {transaction.MaxFeePerGas} wei");
    }
}
