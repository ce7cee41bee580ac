using Cos.Chain.Ports;

namespace Cos.Rpc.Subscriptions;

/// <summary>One eth_subscribe of one WebSocket.</summary>
internal sealed class Subscription
{
    /// <summary>Its name on the wire.</summary>
    internal required byte[] Id { get; init; }
    /// <summary>What it is told of.</summary>
    internal required SubscriptionKind Kind { get; init; }
    /// <summary>Whom to tell.</summary>
    internal required SocketSession Session { get; init; }
    /// <summary>Which logs.</summary>
    internal LogQuery? Logs { get; init; }
    /// <summary>Whether transactions are told whole rather than by hash.</summary>
    internal bool IsFull { get; init; }
}
