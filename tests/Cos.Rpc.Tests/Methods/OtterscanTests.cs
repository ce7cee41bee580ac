using System.Text.Json;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;
using Cos.Storage.Memory;

namespace Cos.Rpc.Tests.Methods;

public sealed class OtterscanTests
{
    // Sends what it is paid on to 0x…beef: CALL(gas, 0xbeef, callvalue).
    private static readonly byte[] Forwarder = Convert.FromHexString("5f5f5f5f3461beef5af100");

    // Makes a contract whose code is one STOP: init code 60015ff3 gives one zero byte, CREATE(0, 28, 4).
    private static readonly byte[] Maker = Convert.FromHexString("6360015ff35f526004601c5ff000");

    // Reverts with four bytes.
    private static readonly byte[] Refuser = Convert.FromHexString("63deadbeef5f526004601cfd");

    private static readonly Address Beef = Address.FromLow(0xbeef);

    private static string Quoted(object value) => $"\"{value}\"";

    [Test]
    public async Task Shows_the_api_level_that_the_explorer_wants()
    {
        await using var chain = await RunningChain.StartAsync();
        Assert.That((await chain.ResultAsync("ots_getApiLevel")).GetInt32(), Is.EqualTo(8));
    }

    [Test]
    public async Task Shows_a_block_with_what_its_transactions_paid()
    {
        await using var chain = await RunningChain.StartAsync();
        var receipt = await chain.ExecuteAsync(Beef, 1, []);
        foreach (var (method, block) in new[] { ("ots_getBlockDetails", "1"), ("ots_getBlockDetails", "\"0x1\""), ("ots_getBlockDetailsByHash", receipt.GetProperty("blockHash").GetRawText()) })
        {
            var details = await chain.ResultAsync(method, block);
            Assert.That(details.GetProperty("block").GetProperty("transactionCount").GetInt32(), Is.EqualTo(1));
            Assert.That(details.GetProperty("block").TryGetProperty("transactions", out _), Is.False);
            Assert.That(details.GetProperty("issuance").GetProperty("issuance").GetString(), Is.EqualTo("0x0"));
            Assert.That(Number(details.GetProperty("totalFees")), Is.EqualTo(Number(receipt.GetProperty("gasUsed")) * Number(receipt.GetProperty("effectiveGasPrice"))));
        }

        Assert.That((await chain.ResultAsync("ots_getBlockDetails", "7")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        var header = await chain.ResultAsync("erigon_getHeaderByNumber", "1");
        Assert.That(header.GetProperty("hash").GetRawText(), Is.EqualTo(receipt.GetProperty("blockHash").GetRawText()));
    }

    [Test]
    public async Task Shows_a_blocks_transactions_by_page_from_its_end()
    {
        await using var chain = await RunningChain.StartAsync();
        for (int i = 0; i < 5; i++) await chain.SendAsync(chain.Sign(Beef, 1, [1, 2, 3, 4, 5]));
        await chain.MineAsync();
        var newest = await chain.ResultAsync("ots_getBlockTransactions", "1", "0", "2");
        var oldest = await chain.ResultAsync("ots_getBlockTransactions", "1", "2", "2");
        var beyond = await chain.ResultAsync("ots_getBlockTransactions", "1", "18446744073709551615", "2");
        Assert.That(Nonces(newest.GetProperty("fullblock").GetProperty("transactions")), Is.EqualTo(new[] { 3UL, 4UL }));
        Assert.That(newest.GetProperty("fullblock").GetProperty("transactions")[0].GetProperty("input").GetString(), Is.EqualTo("0x01020304"));
        Assert.That(newest.GetProperty("receipts").GetArrayLength(), Is.EqualTo(2));
        Assert.That(newest.GetProperty("receipts")[0].GetProperty("logs").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Nonces(oldest.GetProperty("fullblock").GetProperty("transactions")), Is.EqualTo(new[] { 0UL }));
        Assert.That(beyond.GetProperty("fullblock").GetProperty("transactions").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Finds_an_accounts_transactions_page_by_page_in_both_directions()
    {
        await using var chain = await RunningChain.StartAsync();
        var made = await chain.ExecuteAsync(null, 0, RunningChain.InitCode(Forwarder));
        var forwarder = AddressIn(made.GetProperty("contractAddress"));
        for (int i = 0; i < 4; i++) await chain.ExecuteAsync(forwarder, 1, []); // the account that it pays is in no transaction's fields
        var newest = await chain.ResultAsync("ots_searchTransactionsBefore", Quoted(Beef), "0", "3");
        Assert.That(Blocks(newest), Is.EqualTo(new[] { 5UL, 4UL, 3UL }));
        Assert.That((Flag(newest, "firstPage"), Flag(newest, "lastPage")), Is.EqualTo((true, false)));
        var rest = await chain.ResultAsync("ots_searchTransactionsBefore", Quoted(Beef), "3", "3");
        Assert.That(Blocks(rest), Is.EqualTo(new[] { 2UL }));
        Assert.That((Flag(rest, "firstPage"), Flag(rest, "lastPage")), Is.EqualTo((false, true)));
        var oldest = await chain.ResultAsync("ots_searchTransactionsAfter", Quoted(Beef), "0", "3");
        Assert.That(Blocks(oldest), Is.EqualTo(new[] { 4UL, 3UL, 2UL }));
        Assert.That((Flag(oldest, "firstPage"), Flag(oldest, "lastPage")), Is.EqualTo((false, true)));
        var next = await chain.ResultAsync("ots_searchTransactionsAfter", Quoted(Beef), "4", "3");
        Assert.That(Blocks(next), Is.EqualTo(new[] { 5UL }));
        Assert.That((Flag(next, "firstPage"), Flag(next, "lastPage")), Is.EqualTo((true, false)));
        Assert.That(newest.GetProperty("receipts")[0].GetProperty("timestamp").ValueKind, Is.EqualTo(JsonValueKind.Number));
        Assert.That(Blocks(await chain.ResultAsync("ots_searchTransactionsAfter", Quoted(Beef), "18446744073709551615", "3")), Is.Empty);
    }

    [Test]
    public async Task Finds_a_transaction_by_sender_and_nonce_and_who_made_a_contract()
    {
        await using var chain = await RunningChain.StartAsync();
        var made = await chain.ExecuteAsync(null, 0, RunningChain.InitCode(Maker));
        var maker = AddressIn(made.GetProperty("contractAddress"));
        var called = await chain.ExecuteAsync(maker, 0, []);
        var inner = (await chain.ResultAsync("ots_getInternalOperations", called.GetProperty("transactionHash").GetRawText()))[0];
        Assert.That((inner.GetProperty("type").GetInt32(), inner.GetProperty("from").GetString()), Is.EqualTo((2, maker.ToString())));
        var creator = await chain.ResultAsync("ots_getContractCreator", inner.GetProperty("to").GetRawText());
        Assert.That((creator.GetProperty("hash").GetString(), creator.GetProperty("creator").GetString()), Is.EqualTo((called.GetProperty("transactionHash").GetString(), maker.ToString())));
        creator = await chain.ResultAsync("ots_getContractCreator", Quoted(maker));
        Assert.That(creator.GetProperty("creator").GetString(), Is.EqualTo(RunningChain.Rich.ToString()));
        Assert.That((await chain.ResultAsync("ots_getContractCreator", Quoted(Beef))).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await chain.ResultAsync("ots_getTransactionBySenderAndNonce", Quoted(RunningChain.Rich), "1")).GetString(), Is.EqualTo(called.GetProperty("transactionHash").GetString()));
        Assert.That((await chain.ResultAsync("ots_getTransactionBySenderAndNonce", Quoted(RunningChain.Rich), "2")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await chain.ResultAsync("ots_hasCode", Quoted(maker), "\"latest\"")).GetBoolean(), Is.True);
        Assert.That((await chain.ResultAsync("ots_hasCode", Quoted(maker), "\"0x0\"")).GetBoolean(), Is.False);
    }

    [Test]
    public async Task Shows_the_inside_of_a_transaction()
    {
        await using var chain = await RunningChain.StartAsync();
        var forwarder = AddressIn((await chain.ExecuteAsync(null, 0, RunningChain.InitCode(Forwarder))).GetProperty("contractAddress"));
        var refuser = AddressIn((await chain.ExecuteAsync(null, 0, RunningChain.InitCode(Refuser))).GetProperty("contractAddress"));
        string paid = (await chain.ExecuteAsync(forwarder, 5, [])).GetProperty("transactionHash").GetRawText();
        string refused = (await chain.ExecuteAsync(refuser, 5, [])).GetProperty("transactionHash").GetRawText();
        var operations = await chain.ResultAsync("ots_getInternalOperations", paid);
        Assert.That(operations.GetRawText(), Is.EqualTo($$"""[{"type":0,"from":"{{forwarder}}","to":"{{Beef}}","value":"0x5"}]"""));
        var entries = await chain.ResultAsync("ots_traceTransaction", paid);
        Assert.That(entries.EnumerateArray().Select(entry => (entry.GetProperty("type").GetString(), entry.GetProperty("depth").GetInt32())), Is.EqualTo(new[] { ("CALL", 0), ("CALL", 1) }));
        Assert.That((await chain.ResultAsync("ots_getTransactionError", paid)).GetString(), Is.EqualTo("0x"));
        Assert.That((await chain.ResultAsync("ots_getTransactionError", refused)).GetString(), Is.EqualTo("0xdeadbeef"));
        Assert.That((await chain.ResultAsync("ots_getInternalOperations", refused)).GetArrayLength(), Is.Zero);
        Assert.That((await chain.ErrorAsync("ots_traceTransaction", Quoted(Hash256.Zero))).Message, Is.EqualTo("transaction not found"));
    }

    [TestCase("ots_searchTransactionsBefore", ",0,25")]
    [TestCase("ots_searchTransactionsAfter", ",0,25")]
    [TestCase("ots_getTransactionBySenderAndNonce", ",7")]
    [TestCase("ots_getContractCreator", "")]
    public async Task A_search_by_account_ends_when_its_time_is_over(string method, string arguments)
    {
        await using var chain = await RunningChain.StartAsync(new RpcLimits { HeavyTime = TimeSpan.Zero });
        var error = await chain.ErrorAsync(method, Quoted(RunningChain.Rich) + arguments);
        Assert.That((error.Code, error.Message), Is.EqualTo((-32002, "request timed out")));
    }

    [TestCase(true, "stopped after a fault, 300 blocks behind: the node's log says why")]
    [TestCase(false, "is 300 blocks behind: try again later")]
    public async Task An_index_that_is_behind_says_whether_it_will_catch_up(bool isStopped, string words)
    {
        await using var chain = await RunningChain.StartAsync(new RpcLimits(), new MemoryStateStore(), null, new LateIndex(isStopped));
        Assert.That((await chain.ErrorAsync("ots_getContractCreator", Quoted(Beef))).Message, Does.EndWith(words));
    }

    [TestCase("ots_getBlockTransactions", "1,0,25")]
    [TestCase("debug_getRawBlock", "\"0x1\"")]
    [TestCase("debug_getRawReceipts", "\"0x1\"")]
    public async Task A_block_that_is_too_long_for_an_answer_is_refused(string method, string arguments)
    {
        await using var chain = await RunningChain.StartAsync(new RpcLimits { ResponseBytesMax = 1000 });
        for (int i = 0; i < 3; i++) await chain.SendAsync(chain.Sign(Beef, 1, []));
        await chain.MineAsync();
        Assert.That((await chain.ErrorAsync(method, arguments)).Code, Is.EqualTo(-32003));
    }

    [TestCase("ots_getBlockTransactions", "1,0,0", "a page holds 1 to 100 transactions")]
    [TestCase("ots_getBlockTransactions", "1,0,101", "a page holds 1 to 100 transactions")]
    [TestCase("ots_searchTransactionsBefore", "\"0x00\",0,25", "an address")]
    [TestCase("ots_searchTransactionsBefore", "\"0x000000000000000000000000000000000000beef\",-1,25", "a quantity")]
    [TestCase("ots_getBlockDetails", "1.5", "block number")]
    [TestCase("ots_getContractCreator", "", "missing value")]
    public async Task What_makes_no_sense_is_refused(string method, string arguments, string words)
    {
        await using var chain = await RunningChain.StartAsync();
        var error = await chain.ErrorAsync(method, arguments);
        Assert.That(error.Code, Is.EqualTo(-32602));
        Assert.That(error.Message, Does.Contain(words));
    }

    private static Address AddressIn(JsonElement element) => new(Convert.FromHexString(element.GetString()!.AsSpan(2)));

    private static ulong Number(JsonElement element) => Convert.ToUInt64(element.GetString(), 16);

    private static bool Flag(JsonElement page, string name) => page.GetProperty(name).GetBoolean();

    private static IEnumerable<ulong> Nonces(JsonElement transactions) => transactions.EnumerateArray().Select(transaction => Number(transaction.GetProperty("nonce")));

    private static IEnumerable<ulong> Blocks(JsonElement page) => page.GetProperty("txs").EnumerateArray().Select(transaction => Number(transaction.GetProperty("blockNumber")));
}
