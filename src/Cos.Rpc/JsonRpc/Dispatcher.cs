using System.Diagnostics;
using Cos.Chain.Queries;
using Cos.Primitives;
using Cos.Rpc.Json;
using Cos.Rpc.Methods;
using Cos.Rpc.Subscriptions;
using Microsoft.Extensions.Logging;

namespace Cos.Rpc.JsonRpc;

/// <summary>Answers a body: one call or a batch, in order. Heavy calls take turns; signed transactions in a row are taken together.</summary>
internal sealed class Dispatcher(MethodTable methods, SubmissionMethods submissions, ChainQueries queries, RpcLimits limits, HeavyGate gate, ILogger logger)
{
    private readonly EnvelopeReader _reader = new(methods, limits.BatchItemsMax);

    /// <summary>Writes the answers to the sink; nothing where only notifications came.</summary>
    internal ValueTask AnswerAsync(ReadOnlyMemory<byte> body, SocketExchange? exchange, JsonSink sink, CancellationToken aborted)
    {
        if (_reader.Read(body, out RpcRequest single, out List<RpcRequest>? batch) is { } error)
        {
            AnswerWriter.Error(sink, default, error);
            return ValueTask.CompletedTask;
        }

        return batch is null ? AnswerOneAsync(single, exchange, sink, aborted) : AnswerBatchAsync(batch, exchange, sink, aborted);
    }

    private async ValueTask AnswerBatchAsync(List<RpcRequest> batch, SocketExchange? exchange, JsonSink sink, CancellationToken aborted)
    {
        sink.OpenArray();
        for (int at = 0; at < batch.Count;)
        {
            int run = RunOfSubmissions(batch, at);
            if (sink.Length > limits.ResponseBytesMax)
            {
                if (!batch[at].IsNotification) AnswerWriter.Error(sink, batch[at].Id.Span, RpcError.ResponseTooLarge);
                at++;
            }
            else if (run > 1)
            {
                await submissions.AnswerRunAsync(batch, at, run, sink).ConfigureAwait(false);
                at += run;
            }
            else
            {
                int mark = sink.Length;
                await AnswerOneAsync(batch[at], exchange, sink, aborted).ConfigureAwait(false);
                if (sink.Length > limits.ResponseBytesMax && !batch[at].IsNotification)
                {
                    sink.Truncate(mark);
                    AnswerWriter.Error(sink, batch[at].Id.Span, RpcError.ResponseTooLarge);
                }

                at++;
            }
        }

        if (sink.Length == 1) sink.Truncate(0);
        else sink.CloseArray();
    }

    private static int RunOfSubmissions(List<RpcRequest> batch, int first)
    {
        int at = first;
        while (at < batch.Count && batch[at].Method is { IsSubmission: true }) at++;
        return at - first;
    }

    private ValueTask AnswerOneAsync(in RpcRequest request, SocketExchange? exchange, JsonSink sink, CancellationToken aborted)
    {
        if (request.Method is not { Ready: { } ready } method) return AnswerLaterAsync(request, exchange, sink, aborted);
        if (method.IsHeavy && !gate.TryEnter()) return AnswerHeavyAsync(request, exchange, sink, aborted);
        bool done;
        try
        {
            done = TryAnswerReady(in request, method, ready, exchange, null, sink);
        }
        finally
        {
            if (method.IsHeavy) gate.Leave();
        }

        return done ? ValueTask.CompletedTask : AnswerPendingAsync(request, exchange, sink, aborted);
    }

    private async ValueTask AnswerHeavyAsync(RpcRequest request, SocketExchange? exchange, JsonSink sink, CancellationToken aborted)
    {
        int mark = sink.Length;
        if (await gate.EnterAsync(aborted).ConfigureAwait(false) is { } refused)
        {
            request.Method?.Counts.Add(0, failed: true);
            AnswerWriter.Close(sink, mark, in request, refused);
            return;
        }

        bool done = true;
        try
        {
            if (request.Method is { Ready: { } ready } method) done = TryAnswerReady(in request, method, ready, exchange, null, sink);
        }
        finally
        {
            gate.Leave();
        }

        if (!done) await AnswerPendingAsync(request, exchange, sink, aborted).ConfigureAwait(false);
    }

    // The pending block is made by running the pool's transactions, so it is made only for a call that turned out to need it, and counts as heavy.
    private async ValueTask AnswerPendingAsync(RpcRequest request, SocketExchange? exchange, JsonSink sink, CancellationToken aborted)
    {
        int mark = sink.Length;
        if (request.Method is not { Ready: { } ready } method) return;
        RpcError? refused = await gate.EnterAsync(aborted).ConfigureAwait(false);
        if (refused is not null)
        {
            AnswerWriter.Close(sink, mark, in request, refused);
            return;
        }

        try
        {
            PendingBlock? pending = await queries.PendingAsync(aborted).ConfigureAwait(false);
            if (pending is null) AnswerWriter.Close(sink, mark, in request, RpcError.Busy);
            else TryAnswerReady(in request, method, ready, exchange, pending, sink);
        }
        finally
        {
            gate.Leave();
        }
    }

    /// <summary>Answers at once; false, and nothing written, where the method needs the pending block first.</summary>
    private bool TryAnswerReady(
        in RpcRequest request, RpcMethod method, RpcMethod.ReadyAnswer ready, SocketExchange? exchange, PendingBlock? pending, JsonSink sink)
    {
        int mark = sink.Length;
        long started = Stopwatch.GetTimestamp();
        AnswerWriter.Open(sink, request.Id.Span);
        RpcError? error;
        try
        {
            var arguments = new Arguments(request.Params.Span, exchange, pending);
            error = arguments.Error ?? ready(ref arguments, sink);
        }
        catch (Exception e) when (IsOurs(e))
        {
            error = Report(e, method);
        }

        if (ReferenceEquals(error, RpcError.AwaitsPending))
        {
            sink.Truncate(mark);
            return false;
        }

        AnswerWriter.Close(sink, mark, in request, error);
        method.Counts.Add(Stopwatch.GetTimestamp() - started, error is not null);
        return true;
    }

    private async ValueTask AnswerLaterAsync(RpcRequest request, SocketExchange? exchange, JsonSink sink, CancellationToken aborted)
    {
        int mark = sink.Length;
        if (request.Method is not { Later: { } later } method)
        {
            AnswerWriter.Close(sink, mark, in request, request.Error ?? RpcError.InvalidRequest);
            return;
        }

        long started = Stopwatch.GetTimestamp();
        AnswerWriter.Open(sink, request.Id.Span);
        RpcError? error;
        try
        {
            error = await later(new RpcCall(request.Params, exchange, aborted), sink).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOurs(e))
        {
            error = Report(e, method);
        }

        AnswerWriter.Close(sink, mark, in request, error);
        method.Counts.Add(Stopwatch.GetTimestamp() - started, error is not null);
    }

    // A broken invariant is not answered but passed up; a client that left needs no answer.
    private static bool IsOurs(Exception e) => e is not (InvariantBrokenException or OperationCanceledException);

    private RpcError Report(Exception e, RpcMethod method)
    {
        logger.LogError(e, "{Method} failed", method.Name);
        return RpcError.Internal;
    }
}
