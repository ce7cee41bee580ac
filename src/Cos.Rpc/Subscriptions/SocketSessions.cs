using System.Net.WebSockets;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Subscriptions;

/// <summary>Counts open WebSockets and serves each.</summary>
internal sealed class SocketSessions(SubscriptionBoard board, RpcLimits limits)
{
    private readonly CrowdMemory _memory = new();
    private int _count;
    private long _dropped;

    /// <summary>Open WebSockets.</summary>
    internal int Count => Volatile.Read(ref _count);
    /// <summary>WebSockets dropped because they did not keep up.</summary>
    internal long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Takes a place; false when all are taken.</summary>
    internal bool TryReserve()
    {
        int count = Interlocked.Increment(ref _count);
        if (count <= limits.SocketsMax)
        {
            _memory.Came(count);
            return true;
        }

        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>Gives a place back.</summary>
    internal void Release() => _memory.Left(Interlocked.Decrement(ref _count));

    /// <summary>Serves one WebSocket until it closes.</summary>
    internal async Task ServeAsync(WebSocket socket, Dispatcher dispatcher, CancellationToken aborted)
    {
        using var session = new SocketSession(socket, dispatcher, board, limits, () => Interlocked.Increment(ref _dropped));
        try
        {
            await session.ServeAsync(aborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            socket.Abort(); // the client left without a word
        }
    }
}
