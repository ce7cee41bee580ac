using System.Buffers;
using System.Net.WebSockets;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Subscriptions;

/// <summary>
/// One WebSocket. While it is idle it holds no buffer: it waits with an empty read and rents memory when bytes are there.
/// Answers and events go out one at a time; events that a slow client does not take are kept up to a limit, then the client is dropped.
/// </summary>
internal sealed class SocketSession(WebSocket socket, Dispatcher dispatcher, SubscriptionBoard board, RpcLimits limits, Action dropped) : IDisposable
{
    private const int ReadBytes = 4096;
    private const int AnswersAtOnceMax = 16;
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Lock _turn = new();
    private Queue<(Subscription To, ReadOnlyMemory<byte> Event)>? _events;
    private Dictionary<string, Subscription>? _subscriptions;
    private long _eventBytes;
    private bool _draining;
    private bool _ended;

    /// <summary>Answers messages until the client closes.</summary>
    internal async Task ServeAsync(CancellationToken aborted)
    {
        var answers = new List<Task>();
        while (!_ended)
        {
            ValueWebSocketReceiveResult got = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).ConfigureAwait(false);
            if (got.MessageType == WebSocketMessageType.Close || !await TryAnswerNextAsync(answers, aborted).ConfigureAwait(false)) break;
            answers.RemoveAll(static answer => answer.IsCompleted);
            if (answers.Count >= AnswersAtOnceMax) await Task.WhenAny(answers).ConfigureAwait(false);
        }

        await Task.WhenAll(answers).ConfigureAwait(false);
        if (socket.State == WebSocketState.CloseReceived) await CloseAsync(WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
    }

    /// <summary>Hands over an event; a client too far behind is dropped instead.</summary>
    internal void Push(Subscription to, ReadOnlyMemory<byte> json)
    {
        bool start, drop;
        lock (_turn)
        {
            if (_ended) return;
            _events ??= [];
            drop = _events.Count >= limits.SocketQueueMax || _eventBytes + json.Length > limits.SocketQueueBytesMax;
            start = !_draining && !drop;
            if (drop) _ended = true;
            else _events.Enqueue((to, json));
            _eventBytes += json.Length;
            _draining |= start;
        }

        if (start) _ = Task.Run(DrainAsync);
        if (drop) _ = Task.Run(() => DropAsync("events are not taken fast enough"));
    }

    /// <summary>Adds a subscription; false when the client has as many as it may. It begins with <see cref="Begin"/>.</summary>
    internal bool TryAdd(string id, Subscription subscription)
    {
        lock (_turn)
        {
            _subscriptions ??= [];
            if (_subscriptions.Count >= limits.SubscriptionsMax) return false;
            _subscriptions.Add(id, subscription);
            return true;
        }
    }

    /// <summary>Ends a subscription; false when there is none of that id.</summary>
    internal bool Cancel(string id)
    {
        Subscription? subscription;
        lock (_turn)
        {
            if (_subscriptions is null || !_subscriptions.Remove(id, out subscription)) return false;
        }

        board.Remove(subscription);
        return true;
    }

    /// <summary>Ends all subscriptions; nothing is pushed after.</summary>
    internal void End()
    {
        Subscription[] live;
        lock (_turn)
        {
            _ended = true;
            _events = null;
            live = _subscriptions is null ? [] : [.. _subscriptions.Values];
            _subscriptions = null;
        }

        foreach (Subscription subscription in live) board.Remove(subscription);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _sending.Dispose();
    }

    /// <summary>Closes with a reason, by force where the client does not read.</summary>
    internal async Task DropAsync(string reason)
    {
        dropped();
        End();
        await CloseAsync(WebSocketCloseStatus.PolicyViolation, reason).ConfigureAwait(false);
        socket.Abort();
    }

    private async Task<bool> TryAnswerNextAsync(List<Task> answers, CancellationToken aborted)
    {
        byte[] message = ArrayPool<byte>.Shared.Rent(ReadBytes);
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult got = await socket.ReceiveAsync(message.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
            length += got.Count;
            if (got.MessageType == WebSocketMessageType.Close || length > limits.SocketMessageBytesMax) break;
            if (got.EndOfMessage)
            {
                answers.Add(AnswerAsync(message, length, aborted));
                return true;
            }

            if (length == message.Length) message = Grow(message, length);
        }

        ArrayPool<byte>.Shared.Return(message);
        if (length > limits.SocketMessageBytesMax) await CloseAsync(WebSocketCloseStatus.MessageTooBig, "message too large").ConfigureAwait(false);
        return false;
    }

    private static byte[] Grow(byte[] message, int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(length * 2);
        message.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(message);
        return larger;
    }

    private async Task AnswerAsync(byte[] message, int length, CancellationToken aborted)
    {
        using var sink = new JsonSink();
        var exchange = new SocketExchange(this);
        try
        {
            await dispatcher.AnswerAsync(message.AsMemory(0, length), exchange, sink, aborted).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }

        if (sink.Length > 0) await SendAsync(sink.Written).ConfigureAwait(false);
        foreach (Subscription subscription in exchange.Opened) Begin(subscription);
    }

    private void Begin(Subscription subscription)
    {
        lock (_turn)
        {
            if (_ended) return;
        }

        board.Add(subscription);
        lock (_turn)
        {
            if (!_ended) return;
        }

        board.Remove(subscription); // it ended between the two looks
    }

    private async Task DrainAsync()
    {
        try
        {
            while (TryTakeEvent(out var next))
            {
                using var frame = new JsonSink();
                frame.Paste("{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":\""u8);
                frame.Paste(next.To.Id);
                frame.Paste("\",\"result\":"u8);
                frame.Paste(next.Event.Span);
                frame.Paste("}}"u8);
                await SendAsync(frame.Written).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            End();
            socket.Abort();
        }
    }

    private bool TryTakeEvent(out (Subscription To, ReadOnlyMemory<byte> Event) next)
    {
        lock (_turn)
        {
            next = default;
            _draining = _events is not null && _events.TryDequeue(out next);
            if (!_draining) return false;
            _eventBytes -= next.Event.Length;
            if (_events is { Count: 0 }) _events = null; // an idle session holds no queue
            return true;
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame)
    {
        await _sending.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        using var patience = new CancellationTokenSource(CloseTime);
        try
        {
            await socket.CloseOutputAsync(status, reason, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }
}
