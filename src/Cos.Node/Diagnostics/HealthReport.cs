using System.Text.Json;
using Cos.Chain.Queries;
using Cos.Primitives.Rules;

namespace Cos.Node.Diagnostics;

/// <summary>Whether the node does its work, for load balancers and people.</summary>
/// <param name="IsHealthy">The answer's status: 200 or 503.</param>
/// <param name="Json">The report.</param>
public sealed record HealthReport(bool IsHealthy, byte[] Json)
{
    private const ulong SlotsWithoutBlockMax = 20;

    /// <summary>How old a producing node's head may be: twenty slots, and ten seconds at least.</summary>
    public static ulong AgeSecondsMax(DposParameters parameters) => Math.Max(10, SlotsWithoutBlockMax * parameters.SlotMilliseconds / 1000);

    /// <summary>
    /// Looks at the chain. <paramref name="failure"/> is why the chain's thread ended, or null. A producing node is unwell when its head is older than
    /// <paramref name="ageSecondsMax"/>; one that only follows is not, for then the network may have stopped, and dropping every node helps nobody.
    /// </summary>
    public static HealthReport Of(ChainQueries chain, TimeProvider time, bool isProducing, ulong ageSecondsMax, string? failure)
    {
        var head = chain.Head;
        var now = (ulong)time.GetUtcNow().ToUnixTimeSeconds();
        var age = now > head.Header.Timestamp ? now - head.Header.Timestamp : 0;
        var reason = failure ?? (isProducing && age > ageSecondsMax ? $"this node produces, but its newest block is {age} s old" : null);
        var json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            status = reason is null ? "ok" : "failing",
            reason,
            chain = chain.Spec.Name,
            height = head.Number,
            hash = head.Hash.ToString(),
            headAgeSeconds = age,
            finalHeight = head.Final.Number,
            addressIndex = chain.Addresses switch { null => "off", { IsStopped: true } => "stopped", _ => "on" },
        });
        return new HealthReport(reason is null, json);
    }
}
