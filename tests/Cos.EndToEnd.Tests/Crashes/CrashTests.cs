using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cos.EndToEnd.Tests.Clients;

namespace Cos.EndToEnd.Tests.Crashes;

/// <summary>kill -9 at random moments under load: what was seen stays, what was final stays final, and the node is back at once.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadySlowest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("COS_CRASH_ROUNDS") ?? "10", CultureInfo.InvariantCulture);

    [Test]
    public async Task Comes_back_on_the_same_chain_when_killed_at_any_moment()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("COS_CRASH_SEED") ?? $"{Random.Shared.Next()}", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        TestContext.Out.WriteLine($"COS_CRASH_SEED={seed}");
        await using var node = await NodeProcess.StartDevAsync(null, "--state-verify");
        var ready = new List<TimeSpan>();
        var final = 0UL;
        var seen = new ConcurrentDictionary<ulong, string>();
        for (var round = 1; round <= Rounds; round++)
        {
            final = await LoadAndKillAsync(node, seen, random.Next(50, 2500));
            await node.StartAsync();
            var words = $"seed {seed}, round {round}";
            TestContext.Out.WriteLine($"{words}: {seen.Count} blocks seen, final {final}, ready after {node.ReadyAfter.TotalMilliseconds:F0} ms");
            await CheckSameChainAsync(node, seen, final, words);
            await CheckIndexAsync(node, seen.Keys.OrderDescending().Take(20), words);
            ready.Add(node.ReadyAfter);
            await ClientScript.RunAsync("verify", node, Patience);
            await GoesOnAsync(node);
        }

        // What a clean stop flushes after all those kills holds every final block; like each start before it, the last verifies the state whole.
        Assert.That(await node.StopAsync(), Is.Zero, node.Log);
        await node.StartAsync();
        await Eventually.HoldsAsync($"Every start but the first tells of a sound state\n{node.Log}", Patience, () => Task.FromResult(VerifiedHeights(node).Count == Rounds + 1));
        Assert.That(VerifiedHeights(node), Is.Ordered, node.Log);
        Assert.That(VerifiedHeights(node)[^1], Is.GreaterThanOrEqualTo(final).And.GreaterThan(0), node.Log);

        ready.Sort();
        Assert.That(ready[ready.Count / 2], Is.LessThan(ReadyMax), "the median start; one alone may meet a busy machine");
        Assert.That(ready[^1], Is.LessThan(ReadySlowest), "no start waits for anything");
    }

    [Test]
    public async Task Reloads_the_pool_after_a_kill()
    {
        await using var node = await NodeProcess.StartDevAsync();
        await ClientScript.RunAsync("waiting-send", node, Patience);
        var before = await node.Caller.CallAsync("txpool_content");
        await node.KillAsync();
        await node.StartAsync();
        var after = await node.Caller.CallAsync("txpool_content");
        Assert.That(JsonSerializer.Serialize(after), Is.EqualTo(JsonSerializer.Serialize(before)), node.Log);
        await ClientScript.RunAsync("waiting-close", node, Patience);
    }

    [Test]
    public async Task Stops_cleanly_when_asked_and_goes_on_where_it_was()
    {
        await using var node = await NodeProcess.StartDevAsync();
        var head = (await Eventually.GetAsync("three blocks", Patience, () => HeadAtLeastAsync(node, 3)))!;
        Assert.That(await node.StopAsync(), Is.Zero, node.Log);
        await node.StartAsync();
        Assert.That((await node.Caller.BlockAsync(head.Number))?.GetProperty("hash").GetString(), Is.EqualTo(head.Hash));
        await GoesOnAsync(node);
    }

    /// <summary>Loads the node, notes every block it shows, kills it; returns the highest number it called final.</summary>
    private static async Task<ulong> LoadAndKillAsync(NodeProcess node, ConcurrentDictionary<ulong, string> seen, int milliseconds)
    {
        using var load = ClientScript.Start("load", node);
        await Eventually.HoldsAsync("The load flows", Patience, () => Task.FromResult(load.Output.Contains("accepted", StringComparison.Ordinal)));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        ulong final = 0;
        for (var end = Environment.TickCount64 + milliseconds; Environment.TickCount64 < end; await timer.WaitForNextTickAsync())
        {
            Note(seen, await node.Caller.BlockAsync("latest"));
            if (await node.Caller.BlockAsync("finalized") is { } block)
            {
                Note(seen, block);
                final = JsonRpcCaller.Quantity(block.GetProperty("number"));
            }
        }
        await node.KillAsync();
        await load.ExpectSuccessAsync(Patience, node);
        return final;
    }

    private static void Note(ConcurrentDictionary<ulong, string> seen, JsonElement? block)
    {
        if (block is { } known)
        {
            seen[JsonRpcCaller.Quantity(known.GetProperty("number"))] = known.GetProperty("hash").GetString()!;
        }
    }

    private static async Task CheckSameChainAsync(NodeProcess node, ConcurrentDictionary<ulong, string> seen, ulong final, string words)
    {
        foreach (var (number, hash) in seen.OrderByDescending(static b => b.Key).Take(200))
        {
            var block = await node.Caller.BlockAsync(number);
            Assert.That(block?.GetProperty("hash").GetString(), Is.EqualTo(hash), $"{words}: block {number}\n{node.Log}");
        }
        var finalNow = JsonRpcCaller.Quantity((await node.Caller.BlockAsync("finalized"))!.Value.GetProperty("number"));
        Assert.That(finalNow, Is.GreaterThanOrEqualTo(final), $"{words}: a final block was lost");
    }

    /// <summary>Holds the index by account against the blocks.</summary>
    private static async Task CheckIndexAsync(NodeProcess node, IEnumerable<ulong> numbers, string words)
    {
        foreach (var number in numbers)
        {
            var block = await node.Caller.CallAsync("eth_getBlockByNumber", $"0x{number:x}", true);
            foreach (var transaction in block.GetProperty("transactions").EnumerateArray().Take(20))
            {
                var (sender, nonce) = (transaction.GetProperty("from").GetString(), transaction.GetProperty("nonce").GetString());
                var found = await node.Caller.CallAsync("ots_getTransactionBySenderAndNonce", sender, nonce);
                Assert.That(found.GetString(), Is.EqualTo(transaction.GetProperty("hash").GetString()), $"{words}: nonce {nonce} of {sender}\n{node.Log}");
            }
        }
    }

    /// <summary>The blocks whose state the node found sound, a start each; the first start has none.</summary>
    private static List<ulong> VerifiedHeights(NodeProcess node) =>
        [.. Regex.Matches(node.Log, @"state of block (\d+) verified").Select(static line => ulong.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture))];

    private static async Task GoesOnAsync(NodeProcess node)
    {
        var head = await node.Caller.QuantityAsync("eth_blockNumber");
        await Eventually.GetAsync("The chain goes on", Patience, () => HeadAtLeastAsync(node, head + 2));
    }

    private static async Task<Head?> HeadAtLeastAsync(NodeProcess node, ulong number)
    {
        var block = (await node.Caller.BlockAsync("latest"))!.Value;
        var at = JsonRpcCaller.Quantity(block.GetProperty("number"));
        return at >= number ? new(at, block.GetProperty("hash").GetString()!) : null;
    }

    private sealed record Head(ulong Number, string Hash);
}
