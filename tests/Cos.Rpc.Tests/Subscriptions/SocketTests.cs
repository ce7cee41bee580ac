using System.Net.WebSockets;
using System.Text.Json;
using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;

namespace Cos.Rpc.Tests.Subscriptions;

public sealed class SocketTests
{
    private static readonly byte[] Emitter = Convert.FromHexString("602a600052600160206000a100");
    private RunningChain _chain = null!;

    [SetUp]
    public async Task StartAsync() => _chain = await RunningChain.StartAsync(new RpcLimits { SocketQueueBytesMax = 300_000, SubscriptionsMax = 2, SocketsMax = 2, SocketMessageBytesMax = 100_000 });

    [TearDown]
    public async Task StopAsync() => await _chain.DisposeAsync();

    [Test]
    public async Task Calls_and_batches_are_answered()
    {
        using Socket socket = await _chain.OpenSocketAsync();
        Assert.That((await socket.CallAsync("eth_chainId")).GetProperty("result").GetString(), Is.EqualTo("0xc05"));
        await socket.SendAsync($"[{RunningChain.Body("eth_chainId")},{RunningChain.Body("eth_blockNumber")}]");
        Assert.That((await socket.ReadAsync()).GetArrayLength(), Is.EqualTo(2));
        await socket.SendAsync("nonsense");
        Assert.That((await socket.ReadAsync()).GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32700));
        await socket.SendAsync("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"web3_sha3\",\"params\":[\"0x" + new string('a', 60_000) + "\"]}");
        Assert.That((await socket.ReadAsync()).GetProperty("result").GetString(), Has.Length.EqualTo(66));
        await socket.CloseAsync();
    }

    [Test]
    public async Task New_heads_are_told_until_unsubscribed()
    {
        using Socket socket = await _chain.OpenSocketAsync();
        string id = (await socket.CallAsync("eth_subscribe", "\"newHeads\"")).GetProperty("result").GetString()!;
        await SubscribedAsync();
        await _chain.MineAsync();
        JsonElement told = (await socket.ReadAsync()).GetProperty("params");
        Assert.That(told.GetProperty("subscription").GetString(), Is.EqualTo(id));
        Assert.That(told.GetProperty("result").GetProperty("hash").GetString(), Is.EqualTo(_chain.Ledger.Queries.Head.Hash.ToString()));
        Assert.That((await socket.CallAsync("eth_unsubscribe", $"\"{id}\"")).GetProperty("result").GetBoolean(), Is.True);
        await _chain.MineAsync();
        Assert.That((await socket.CallAsync("eth_unsubscribe", $"\"{id}\"")).GetProperty("error").GetProperty("message").GetString(), Is.EqualTo("subscription not found"));
    }

    [Test]
    public async Task Logs_are_told_and_taken_back_when_their_block_leaves_the_chain()
    {
        string contract = (await _chain.ExecuteAsync(null, 0, RunningChain.InitCode(Emitter))).GetProperty("contractAddress").GetString()!;
        Assert.That(Address.TryParse(contract, out Address address), Is.True);
        using Socket socket = await _chain.OpenSocketAsync();
        await socket.CallAsync("eth_subscribe", "\"logs\"", $$"""{"address":"{{contract}}"}""");
        await SubscribedAsync();
        JsonElement receipt = await _chain.ExecuteAsync(address, 0, []);
        JsonElement told = (await socket.ReadAsync()).GetProperty("params").GetProperty("result");
        Assert.That(told.GetRawText(), Is.EqualTo(receipt.GetProperty("logs")[0].GetRawText()));
        HeadSnapshot head = _chain.Ledger.Queries.Head;
        _chain.Events.OnHeadChanged(new HeadChange([head.Block], [], head));
        JsonElement removed = (await socket.ReadAsync()).GetProperty("params").GetProperty("result");
        Assert.That(removed.GetProperty("removed").GetBoolean(), Is.True);
        Assert.That(removed.GetProperty("transactionHash").GetString(), Is.EqualTo(told.GetProperty("transactionHash").GetString()));
    }

    [TestCase("", false)]
    [TestCase(",true", true)]
    public async Task Transactions_of_the_pool_are_told_by_hash_or_whole(string flag, bool whole)
    {
        using Socket socket = await _chain.OpenSocketAsync();
        await socket.CallAsync("eth_subscribe", "\"newPendingTransactions\"" + flag);
        await SubscribedAsync();
        Transaction transaction = _chain.Sign(RunningChain.Rich, 0, []);
        await _chain.SendAsync(transaction);
        JsonElement told = (await socket.ReadAsync()).GetProperty("params").GetProperty("result");
        Assert.That((whole ? told.GetProperty("hash") : told).GetString(), Is.EqualTo(transaction.Hash.ToString()));
    }

    [Test]
    public async Task There_is_a_limit_to_subscriptions_and_unknown_ones_are_refused()
    {
        using Socket socket = await _chain.OpenSocketAsync();
        Assert.That((await socket.CallAsync("eth_subscribe", "\"nothing\"")).GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32602));
        await socket.CallAsync("eth_subscribe", "\"newHeads\"");
        await socket.CallAsync("eth_subscribe", "\"syncing\"");
        Assert.That((await socket.CallAsync("eth_subscribe", "\"newHeads\"")).GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32005));
    }

    [Test]
    public async Task There_is_a_limit_to_connections_and_places_are_given_back()
    {
        using (await _chain.OpenSocketAsync())
        using (await _chain.OpenSocketAsync())
        {
            Assert.That(async () => await _chain.OpenSocketAsync(), Throws.InstanceOf<WebSocketException>());
        }

        await Cos.Testing.Eventually.HoldsAsync("a free place", TimeSpan.FromSeconds(20), async () =>
        {
            try
            {
                using Socket socket = await _chain.OpenSocketAsync();
                return true;
            }
            catch (WebSocketException)
            {
                return false;
            }
        });
    }

    [Test]
    public async Task A_message_that_is_too_long_ends_the_connection()
    {
        using Socket socket = await _chain.OpenSocketAsync();
        await socket.SendAsync(new string(' ', 200_000));
        Assert.That(await socket.ReadTextAsync(), Is.Null);
        Assert.That(socket.CloseStatus, Is.EqualTo(WebSocketCloseStatus.MessageTooBig));
    }

    [Test]
    public async Task A_client_that_does_not_read_is_dropped_and_the_others_are_not()
    {
        using Socket slow = await _chain.OpenSocketAsync(), quick = await _chain.OpenSocketAsync();
        await slow.CallAsync("eth_subscribe", "\"newPendingTransactions\"", "true");
        await quick.CallAsync("eth_subscribe", "\"newPendingTransactions\"");
        await SubscribedAsync();
        byte[] large = new byte[90_000];
        for (int i = 0; i < 100; i++)
        {
            Transaction transaction = _chain.Sign(RunningChain.Rich, 0, large);
            await _chain.SendAsync(transaction);
            Assert.That((await quick.ReadAsync()).GetProperty("params").GetProperty("result").GetString(), Is.EqualTo(transaction.Hash.ToString()));
        }

        int told = 0;
        while (await ReadUntilDroppedAsync(slow)) told++;
        Assert.That(told, Is.LessThan(100));
    }

    private static async Task<bool> ReadUntilDroppedAsync(Socket socket)
    {
        try
        {
            return await socket.ReadTextAsync() is not null;
        }
        catch (WebSocketException)
        {
            return false; // no room was left even for the reason
        }
    }

    // The subscription begins just after its answer left.
    private Task SubscribedAsync() => Cos.Testing.Eventually.HoldsAsync("the subscription", TimeSpan.FromSeconds(20), () => Task.FromResult(_chain.Subscriptions > 0));
}
