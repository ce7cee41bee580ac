using System.Diagnostics;
using Cos.Chain.Inbox;
using Cos.Chain.Pool;
using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Subscriptions;

namespace Cos.Rpc.Methods;

/// <summary>Takes signed transactions. Signatures are checked here, beside the chain's thread, and for a batch on several cores.</summary>
internal sealed class SubmissionMethods(ChainQueries queries, ChainInbox inbox, BlockMethods blocks, ReceiptWaits waits, RpcLimits limits, TimeProvider clock)
{
    private const int ParallelFrom = 4;
    private readonly ParallelOptions _threads = new() { MaxDegreeOfParallelism = limits.RecoveryThreads };

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Submission("eth_sendRawTransaction", SendAsync),
        RpcMethod.Waiting("eth_sendRawTransactionSync", SendAndWaitAsync),
    ];

    /// <summary>Answers several eth_sendRawTransaction in a row: all signatures, then all to the chain, then all answers in order.</summary>
    internal async ValueTask AnswerRunAsync(List<RpcRequest> batch, int first, int count, JsonSink sink)
    {
        long started = Stopwatch.GetTimestamp();
        var prepared = new PreparedTransaction[count];
        if (count < ParallelFrom || limits.RecoveryThreads == 1)
        {
            for (int i = 0; i < count; i++) prepared[i] = PrepareArgument(batch[first + i].Params.Span);
        }
        else
        {
            Parallel.For(0, count, _threads, i => prepared[i] = PrepareArgument(batch[first + i].Params.Span));
        }

        var outcomes = new Task<SubmitOutcome>?[count];
        for (int i = 0; i < count; i++)
        {
            if (prepared[i].Transaction is { } transaction) outcomes[i] = inbox.SubmitAsync(transaction, CancellationToken.None).AsTask();
        }

        for (int i = 0; i < count; i++)
        {
            RpcRequest request = batch[first + i];
            int mark = sink.Length;
            AnswerWriter.Open(sink, request.Id.Span);
            RpcError? error = prepared[i].Error;
            if (prepared[i].Transaction is { } transaction && outcomes[i] is { } outcome) error = Write(sink, transaction, await outcome.ConfigureAwait(false));
            AnswerWriter.Close(sink, mark, in request, error);
            request.Method?.Counts.Add((Stopwatch.GetTimestamp() - started) / count, error is not null);
        }
    }

    private async ValueTask<RpcError?> SendAsync(RpcCall call, JsonSink sink)
    {
        PreparedTransaction prepared = PrepareArgument(call.Params.Span);
        if (prepared.Transaction is not { } transaction) return prepared.Error;
        return Write(sink, transaction, await inbox.SubmitAsync(transaction, CancellationToken.None).ConfigureAwait(false));
    }

    // EIP-7966.
    private async ValueTask<RpcError?> SendAndWaitAsync(RpcCall call, JsonSink sink)
    {
        PreparedTransaction prepared = PrepareWaiting(call.Params.Span, out TimeSpan patience);
        if (prepared.Transaction is not { } transaction) return prepared.Error;
        TxHash hash = transaction.Transaction.Hash;
        if (waits.Begin(hash) is not { } wait) return RpcError.Limit("limit exceeded: too many calls wait for receipts");
        try
        {
            SubmitOutcome outcome = await inbox.SubmitAsync(transaction, CancellationToken.None).ConfigureAwait(false);
            bool mined = queries.TryFindTransaction(in hash, out _); // sent before, and mined before this call began to wait
            if (!mined && outcome.Rejection is { } rejection and not PoolRejection.AlreadyKnown) return PoolErrors.Of(outcome, rejection, transaction, queries.Spec.Rules);
            if (!mined) await wait.Task.WaitAsync(patience, clock, call.Aborted).ConfigureAwait(false);
            blocks.WriteReceipt(sink, hash);
            return null;
        }
        catch (TimeoutException)
        {
            string words = $"the transaction was added to the transaction pool but wasn't processed in {patience.TotalSeconds}s";
            return new RpcError(RpcError.ReceiptTimeoutCode, words) { Bytes = hash.Value.Bytes.ToArray() };
        }
        finally
        {
            waits.End(hash, wait);
        }
    }

    private RpcError? Write(JsonSink sink, RecoveredTransaction transaction, SubmitOutcome outcome)
    {
        if (outcome.Rejection is { } rejection) return PoolErrors.Of(outcome, rejection, transaction, queries.Spec.Rules);
        sink.Bytes(transaction.Transaction.Hash);
        return null;
    }

    private static PreparedTransaction PrepareArgument(ReadOnlySpan<byte> parameters)
    {
        var arguments = new Arguments(parameters, null, null);
        if (!(arguments.Bytes(out byte[] bytes) && arguments.End())) return new PreparedTransaction(null, arguments.Error);
        return Prepare(bytes);
    }

    private PreparedTransaction PrepareWaiting(ReadOnlySpan<byte> parameters, out TimeSpan patience)
    {
        patience = limits.ReceiptWait;
        var arguments = new Arguments(parameters, null, null);
        if (!arguments.Bytes(out byte[] bytes)) return new PreparedTransaction(null, arguments.Error);
        if (arguments.OptionalCount(out ulong? milliseconds) && milliseconds is { } asked)
        {
            patience = TimeSpan.FromMilliseconds(Math.Min(asked, limits.ReceiptWaitMax.TotalMilliseconds));
        }

        return arguments.End() ? Prepare(bytes) : new PreparedTransaction(null, arguments.Error);
    }

    private static PreparedTransaction Prepare(byte[] bytes)
    {
        if (!TransactionCodec.TryDecode(bytes, out Transaction? transaction, out TxDecodeError malformed)) return new PreparedTransaction(null, PoolErrors.Of(malformed));
        return SenderRecovery.TryRecover(transaction, out Address sender)
            ? new PreparedTransaction(new RecoveredTransaction(transaction, sender), null)
            : new PreparedTransaction(null, RpcError.Server("invalid sender"));
    }
}
