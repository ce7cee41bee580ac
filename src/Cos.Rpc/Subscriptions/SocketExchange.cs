namespace Cos.Rpc.Subscriptions;

/// <summary>One message of a WebSocket while it is answered. What it subscribes to begins after its answer was sent, so that no event comes before the id.</summary>
internal sealed class SocketExchange(SocketSession session)
{
    private List<Subscription>? _opened;

    /// <summary>The WebSocket.</summary>
    internal SocketSession Session { get; } = session;
    /// <summary>Subscriptions that wait for the answer to be sent.</summary>
    internal IReadOnlyList<Subscription> Opened => _opened ?? (IReadOnlyList<Subscription>)[];

    internal void Open(Subscription subscription) => (_opened ??= []).Add(subscription);
}
