using System.Text.Json;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Subscriptions;
using Cos.Rpc.Tests.Hosting;

namespace Cos.Rpc.Tests.Subscriptions;

public sealed class FilterTests
{
    private static readonly byte[] Emitter = Convert.FromHexString("602a600052600160206000a100");
    private RunningChain _chain = null!;

    [SetUp]
    public async Task StartAsync() => _chain = await RunningChain.StartAsync(new RpcLimits { FiltersMax = 3 });

    [TearDown]
    public async Task StopAsync() => await _chain.DisposeAsync();

    [Test]
    public async Task A_block_filter_gives_each_new_block_once()
    {
        string id = (await _chain.ResultAsync("eth_newBlockFilter")).GetRawText();
        await _chain.MineAsync();
        await _chain.MineAsync();
        JsonElement changes = await _chain.ResultAsync("eth_getFilterChanges", id);
        Assert.That(changes.EnumerateArray().Select(hash => hash.GetString()).Last(), Is.EqualTo(_chain.Ledger.Queries.Head.Hash.ToString()));
        Assert.That(changes.GetArrayLength(), Is.EqualTo(2));
        Assert.That((await _chain.ResultAsync("eth_getFilterChanges", id)).GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_log_filter_gives_new_logs_and_finds_old_ones()
    {
        string contract = (await _chain.ExecuteAsync(null, 0, RunningChain.InitCode(Emitter))).GetProperty("contractAddress").GetString()!;
        Assert.That(Address.TryParse(contract, out Address address), Is.True);
        string id = (await _chain.ResultAsync("eth_newFilter", $$"""{"address":["{{contract}}"],"fromBlock":"0x0"}""")).GetRawText();
        JsonElement receipt = await _chain.ExecuteAsync(address, 0, []);
        JsonElement changes = await _chain.ResultAsync("eth_getFilterChanges", id);
        Assert.That(changes[0].GetRawText(), Is.EqualTo(receipt.GetProperty("logs")[0].GetRawText()));
        Assert.That((await _chain.ResultAsync("eth_getFilterChanges", id)).GetArrayLength(), Is.Zero);
        Assert.That((await _chain.ResultAsync("eth_getFilterLogs", id)).GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_pending_filter_gives_hashes()
    {
        string id = (await _chain.ResultAsync("eth_newPendingTransactionFilter")).GetRawText();
        Transaction transaction = _chain.Sign(RunningChain.Rich, 0, []);
        await _chain.SendAsync(transaction);
        Assert.That((await _chain.ResultAsync("eth_getFilterChanges", id))[0].GetString(), Is.EqualTo(transaction.Hash.ToString()));
    }

    [Test]
    public async Task A_filter_that_is_not_there_is_not_found()
    {
        string id = (await _chain.ResultAsync("eth_newBlockFilter")).GetRawText();
        Assert.That((await _chain.ResultAsync("eth_uninstallFilter", id)).GetBoolean(), Is.True);
        Assert.That((await _chain.ResultAsync("eth_uninstallFilter", id)).GetBoolean(), Is.False);
        Assert.That(await _chain.ErrorAsync("eth_getFilterChanges", id), Is.EqualTo((-32000, "filter not found", (string?)null)));
    }

    [Test]
    public async Task There_is_a_limit_to_filters()
    {
        for (int i = 0; i < 3; i++) await _chain.ResultAsync("eth_newBlockFilter");
        Assert.That((await _chain.ErrorAsync("eth_newBlockFilter")).Code, Is.EqualTo(-32005));
    }

    [Test]
    public void A_filter_that_nobody_polls_is_removed()
    {
        var clock = new ManualTime();
        var filters = new FilterTable(new RpcLimits(), clock);
        string kept = filters.Create(SubscriptionKind.NewHeads, null)!, left = filters.Create(SubscriptionKind.NewHeads, null)!;
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.That(filters.Poll(kept), Is.Not.Null);
        clock.Advance(TimeSpan.FromMinutes(2));
        filters.Sweep();
        Assert.That(filters.Poll(left), Is.Null);
        Assert.That(filters.Poll(kept), Is.Not.Null);
    }

    [Test]
    public void A_filter_forgets_the_oldest_beyond_its_limit()
    {
        var filters = new FilterTable(new RpcLimits { FilterResultsMax = 2 }, new ManualTime());
        string id = filters.Create(SubscriptionKind.NewHeads, null)!;
        for (ulong i = 1; i <= 3; i++) filters.AddBlock(new BlockHash(Hash256.FromUInt256(i)));
        Assert.That(filters.Poll(id)!.Select(System.Text.Encoding.ASCII.GetString), Is.EqualTo(new[] { $"\"{Hash256.FromUInt256(2)}\"", $"\"{Hash256.FromUInt256(3)}\"" }));
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
