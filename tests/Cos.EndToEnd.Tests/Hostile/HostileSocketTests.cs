using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Cos.EndToEnd.Tests.Hostile;

/// <summary>What a stranger may send over a WebSocket, and how many of them may sit there.</summary>
public sealed class HostileSocketTests
{
    private const int IdleWanted = 10_000;
    private const int DescriptorsKept = 1_500; // for the test's and the node's other files and sockets
    private const long ResidentGrowthMax = 300_000_000;
    private const long ResidentLeftMax = 100_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Garbage_is_answered_with_an_error_and_the_connection_lives()
    {
        await using var node = await NodeProcess.StartDevAsync();
        using var socket = await ConnectAsync(node);
        foreach (var text in (string[])["nonsense", "{", "[]", new string('[', 100_000), """{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["unheardOf"]}""",
            """{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":[{}]}""", """{"jsonrpc":"2.0","id":1,"method":"eth_unsubscribe","params":["0x1"]}"""])
        {
            await SendAsync(socket, text);
            var answer = await ReceiveAsync(socket);
            var refused = answer.TryGetProperty("error", out _) || (answer.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.False);
            Assert.That(refused, Is.True, $"{text[..Math.Min(40, text.Length)]}: {answer}");
        }
        await SendAsync(socket, """{"jsonrpc":"2.0","id":2,"method":"eth_chainId"}""");
        Assert.That((await ReceiveAsync(socket)).GetProperty("result").GetString(), Is.EqualTo("0xc05"));
    }

    [Test]
    public async Task A_message_without_an_end_is_cut_off()
    {
        await using var node = await NodeProcess.StartDevAsync();
        using var socket = await ConnectAsync(node);
        var piece = new byte[1_000_000];
        Array.Fill(piece, (byte)'a');
        try
        {
            for (var sent = 0; sent < 200; sent++)
            {
                await socket.SendAsync(piece, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None).WaitAsync(Patience);
            }
            Assert.Fail("200 MB were taken in one message.");
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            Assert.That(await node.Caller.QuantityAsync("eth_chainId"), Is.EqualTo(3077));
        }
        Assert.That(node.ResidentBytes, Is.LessThan(1_000_000_000));
    }

    [Test]
    public async Task A_client_that_subscribes_and_never_reads_is_dropped_or_bounded()
    {
        await using var node = await NodeProcess.StartDevAsync(null, "--slot-ms", "100");
        using var socket = await ConnectAsync(node);
        for (var i = 0; i < 200; i++)
        {
            await SendAsync(socket, """{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}""");
        }
        var before = node.ResidentBytes;
        var head = await node.Caller.QuantityAsync("eth_blockNumber");
        await Eventually.HoldsAsync("A hundred blocks", Patience, async () => await node.Caller.QuantityAsync("eth_blockNumber") >= head + 100);
        Assert.That(node.ResidentBytes - before, Is.LessThan(200_000_000));
    }

    [Test]
    public async Task Ten_thousand_idle_connections_cost_little_and_are_given_back()
    {
        await using var node = await NodeProcess.StartDevAsync();
        var count = Math.Min(IdleWanted, DescriptorLimit() - DescriptorsKept);
        TestContext.Out.WriteLine(count == IdleWanted ? $"{count} connections" : $"only {count} connections: the hard limit of open files is {DescriptorLimit()}");
        await WarmUpAsync(node);
        var before = node.ResidentBytes;
        var descriptors = node.OpenFiles;
        for (var wave = 1; wave <= 2; wave++) // the second must live in what the first gave back
        {
            await HoldAsync(node, count);
            var grown = node.ResidentBytes - before;
            TestContext.Out.WriteLine($"wave {wave}: resident memory grew by {grown / 1_000_000} MB");
            Assert.That(grown, Is.LessThan(ResidentGrowthMax), $"wave {wave}");
            await Eventually.HoldsAsync("The sockets are given back", Patience, () => Task.FromResult(node.OpenFiles < descriptors + 100));
            await Eventually.HoldsAsync("The memory is given back", Patience, () => Task.FromResult(node.ResidentBytes < before + ResidentLeftMax));
        }
        Assert.That(await node.Caller.QuantityAsync("eth_chainId"), Is.EqualTo(3077));
    }

    /// <summary>Opens the connections, sees that blocks keep coming and the last connection is served, and closes them.</summary>
    private static async Task HoldAsync(NodeProcess node, int count)
    {
        var sockets = new List<IdleSocket>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                sockets.Add(await IdleSocket.ConnectAsync(node.WebSocket).WaitAsync(Patience));
            }
            var head = await node.Caller.QuantityAsync("eth_blockNumber");
            await Eventually.HoldsAsync("Blocks keep coming", Patience, async () => await node.Caller.QuantityAsync("eth_blockNumber") >= head + 4);
            Assert.That(await sockets[^1].IsOpenAsync(), Is.True, "the last connection is answered");
        }
        finally
        {
            sockets.ForEach(static s => s.Dispose());
        }
    }

    /// <summary>A few hundred connections first, so that one-time costs are not counted.</summary>
    private static async Task WarmUpAsync(NodeProcess node)
    {
        var sockets = new List<IdleSocket>();
        for (var i = 0; i < 200; i++)
        {
            sockets.Add(await IdleSocket.ConnectAsync(node.WebSocket).WaitAsync(Patience));
        }
        sockets.ForEach(static s => s.Dispose());
    }

    /// <summary>The hard limit of open files: .NET raises its own soft limit to it, in the node as here.</summary>
    private static int DescriptorLimit()
    {
        var line = File.ReadLines("/proc/self/limits").First(static l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var hard = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
        return int.TryParse(hard, out var limit) ? limit : int.MaxValue;
    }

    private static async Task<ClientWebSocket> ConnectAsync(NodeProcess node)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(node.WebSocket, CancellationToken.None).WaitAsync(Patience);
        return socket;
    }

    private static async Task SendAsync(ClientWebSocket socket, string text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).WaitAsync(Patience);

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1_000_000];
        var length = 0;
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), CancellationToken.None).WaitAsync(Patience);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length));
    }
}
