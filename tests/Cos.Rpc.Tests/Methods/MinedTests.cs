using System.Text.Json;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.Rpc.Tests.Hosting;

namespace Cos.Rpc.Tests.Methods;

/// <summary>What a chain with one transfer, one contract and one event shows.</summary>
public sealed class MinedTests
{
    // MSTORE(0, 42); LOG1(0, 32, topic 1); SSTORE(0, 7); return SLOAD(0).
    private static readonly byte[] Runtime = Convert.FromHexString("602a600052600160206000a16007600055600054600052" + "60206000f3");
    private const string Topic = "0x0000000000000000000000000000000000000000000000000000000000000001";
    private static readonly Address Receiver = Address.FromLow(0x1234567);
    private RunningChain _chain = null!;
    private JsonElement _transfer;
    private JsonElement _event;
    private string _contract = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _chain = await RunningChain.StartAsync();
        _transfer = await _chain.ExecuteAsync(Receiver, 12345, []);
        _contract = (await _chain.ExecuteAsync(null, 0, RunningChain.InitCode(Runtime))).GetProperty("contractAddress").GetString()!;
        Assert.That(Address.TryParse(_contract, out Address contract), Is.True);
        _event = await _chain.ExecuteAsync(contract, 0, []);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _chain.DisposeAsync();

    [Test]
    public void A_receipt_tells_what_a_transfer_did()
    {
        Assert.That(_transfer.GetProperty("status").GetString(), Is.EqualTo("0x1"));
        Assert.That(_transfer.GetProperty("gasUsed").GetString(), Is.EqualTo("0x5208"));
        Assert.That(_transfer.GetProperty("type").GetString(), Is.EqualTo("0x2"));
        Assert.That(_transfer.GetProperty("contractAddress").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(_transfer.GetProperty("to").GetString(), Is.EqualTo(Receiver.ToString()));
        Assert.That(_transfer.GetProperty("from").GetString(), Is.EqualTo(RunningChain.Rich.ToString()));
        Assert.That(_transfer.GetProperty("effectiveGasPrice").GetString(), Is.EqualTo("0x28fa6ae00")); // 11 gwei: the floor and the tip
    }

    [Test]
    public async Task Blocks_receipts_and_transactions_are_told_in_the_bytes_that_are_hashed()
    {
        string number = _event.GetProperty("blockNumber").GetRawText();
        byte[] header = Convert.FromHexString((await TextAsync("debug_getRawHeader", number))[2..]);
        Assert.That("0x" + Convert.ToHexStringLower(Keccak256.Hash(header)), Is.EqualTo(_event.GetProperty("blockHash").GetString()));
        Assert.That(await TextAsync("debug_getRawBlock", number), Does.Contain(Convert.ToHexStringLower(header)));
        byte[] transaction = Convert.FromHexString((await TextAsync("debug_getRawTransaction", _event.GetProperty("transactionHash").GetRawText()))[2..]);
        Assert.That("0x" + Convert.ToHexStringLower(Keccak256.Hash(transaction)), Is.EqualTo(_event.GetProperty("transactionHash").GetString()));
        JsonElement receipts = await _chain.ResultAsync("debug_getRawReceipts", number);
        Assert.That(receipts.EnumerateArray().Single().GetString(), Does.StartWith("0x02f9").And.Contains(Topic[2..]));
        Assert.That(await TextAsync("debug_getRawTransaction", $"\"{Topic}\""), Is.EqualTo("0x"), "an unknown one is no bytes");
    }

    [Test]
    public async Task Slots_of_several_accounts_are_read_at_once()
    {
        JsonElement values = await _chain.ResultAsync("eth_getStorageValues", $$"""{"{{_contract}}":["0x0","0x1"],"{{Receiver}}":["0x0"]}""");
        string[] contract = [.. values.GetProperty(_contract).EnumerateArray().Select(value => value.GetString()![^2..])];
        Assert.That(contract, Is.EqualTo(new[] { "07", "00" }));
        Assert.That(values.GetProperty(Receiver.ToString()).GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_method_by_hash_takes_no_number_and_one_by_number_no_hash()
    {
        Assert.That((await _chain.ErrorAsync("eth_getBlockByHash", "\"0x1\"", "false")).Item1, Is.EqualTo(-32602));
        Assert.That((await _chain.ErrorAsync("eth_getBlockByNumber", _event.GetProperty("blockHash").GetRawText(), "false")).Item1, Is.EqualTo(-32602));
    }

    [Test]
    public async Task Balances_and_nonces_follow_the_chain()
    {
        Assert.That(await TextAsync("eth_getBalance", Quote(Receiver), "\"latest\""), Is.EqualTo("0x3039"));
        Assert.That(await TextAsync("eth_getBalance", Quote(Receiver)), Is.EqualTo("0x3039"));
        Assert.That(await TextAsync("eth_getBalance", Quote(Receiver), "\"0x0\""), Is.EqualTo("0x0"));
        Assert.That(await TextAsync("eth_getBalance", Quote(Receiver), $$"""{"blockHash":{{_transfer.GetProperty("blockHash").GetRawText()}},"requireCanonical":true}"""), Is.EqualTo("0x3039"));
        Assert.That(await TextAsync("eth_getBalance", Quote(Receiver), "\"pending\""), Is.EqualTo("0x3039"));
        Assert.That(await TextAsync("eth_getTransactionCount", Quote(RunningChain.Rich), "\"latest\""), Is.EqualTo("0x3"));
        Assert.That(await TextAsync("eth_getTransactionCount", Quote(RunningChain.Rich), "\"earliest\""), Is.EqualTo("0x0"));
    }

    [Test]
    public async Task Unknown_blocks_are_null_or_an_error_as_geth_has_it()
    {
        Assert.That((await _chain.ResultAsync("eth_getBlockByNumber", "\"0xffff\"", "false")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _chain.ResultAsync("eth_getBlockByHash", $"\"{Hash256.Zero}\"", "true")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _chain.ResultAsync("eth_getTransactionReceipt", $"\"{Hash256.Zero}\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _chain.ResultAsync("eth_getTransactionByHash", $"\"{Hash256.Zero}\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _chain.ResultAsync("eth_getBlockReceipts", "\"0xffff\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await _chain.ErrorAsync("eth_getBalance", Quote(Receiver), "\"0xffff\""), Is.EqualTo((-32000, "header not found", (string?)null)));
        Assert.That((await _chain.ErrorAsync("eth_getBalance", Quote(Receiver), $"\"{Hash256.Zero}\"")).Code, Is.EqualTo(-32001));
    }

    [Test]
    public async Task A_block_shows_hashes_or_whole_transactions()
    {
        string number = _transfer.GetProperty("blockNumber").GetRawText();
        JsonElement hashes = await _chain.ResultAsync("eth_getBlockByNumber", number, "false");
        JsonElement full = await _chain.ResultAsync("eth_getBlockByHash", hashes.GetProperty("hash").GetRawText(), "true");
        JsonElement transaction = full.GetProperty("transactions")[0];
        Assert.That(hashes.GetProperty("transactions")[0].GetString(), Is.EqualTo(transaction.GetProperty("hash").GetString()));
        Assert.That(transaction.GetProperty("gasPrice").GetString(), Is.EqualTo("0x28fa6ae00"));
        Assert.That(transaction.GetProperty("maxFeePerGas").GetString(), Is.EqualTo("0x4a817c800"));
        Assert.That(transaction.GetProperty("yParity").GetString(), Is.EqualTo(transaction.GetProperty("v").GetString()));
        Assert.That(hashes.GetProperty("uncles").GetArrayLength(), Is.Zero);
        Assert.That(hashes.GetProperty("withdrawals").GetArrayLength(), Is.Zero);
        Assert.That(hashes.TryGetProperty("totalDifficulty", out _), Is.False);
        foreach (string member in (string[])["baseFeePerGas", "withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash", "size", "sha3Uncles", "mixHash"])
        {
            Assert.That(hashes.TryGetProperty(member, out _), Is.True, member);
        }
    }

    [Test]
    public async Task A_transaction_is_the_same_however_it_is_asked_for()
    {
        string hash = _transfer.GetProperty("transactionHash").GetRawText(), block = _transfer.GetProperty("blockHash").GetRawText();
        string byHash = (await _chain.ResultAsync("eth_getTransactionByHash", hash)).GetRawText();
        Assert.That((await _chain.ResultAsync("eth_getTransactionByBlockHashAndIndex", block, "\"0x0\"")).GetRawText(), Is.EqualTo(byHash));
        Assert.That((await _chain.ResultAsync("eth_getTransactionByBlockNumberAndIndex", "\"0x1\"", "\"0x0\"")).GetRawText(), Is.EqualTo(byHash));
        Assert.That((await _chain.ResultAsync("eth_getTransactionByBlockNumberAndIndex", "\"0x1\"", "\"0x1\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _chain.ResultAsync("eth_getBlockReceipts", "\"0x1\""))[0].GetRawText(), Is.EqualTo(_transfer.GetRawText()));
    }

    [Test]
    public async Task Counts_are_counted_and_there_are_no_uncles()
    {
        Assert.That(await TextAsync("eth_getBlockTransactionCountByNumber", "\"0x1\""), Is.EqualTo("0x1"));
        Assert.That(await TextAsync("eth_getBlockTransactionCountByHash", _transfer.GetProperty("blockHash").GetRawText()), Is.EqualTo("0x1"));
        Assert.That(await TextAsync("eth_getUncleCountByBlockNumber", "\"latest\""), Is.EqualTo("0x0"));
        Assert.That((await _chain.ResultAsync("eth_getUncleByBlockNumberAndIndex", "\"latest\"", "\"0x0\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_contract_shows_its_code_and_slots()
    {
        Assert.That(await TextAsync("eth_getCode", $"\"{_contract}\"", "\"latest\""), Is.EqualTo(Hex.Encode(Runtime)));
        Assert.That(await TextAsync("eth_getCode", Quote(Receiver)), Is.EqualTo("0x"));
        Assert.That(await TextAsync("eth_getStorageAt", $"\"{_contract}\"", "\"0x0\"", "\"latest\""), Does.EndWith("07").And.Length.EqualTo(66));
    }

    [Test]
    public async Task A_call_returns_what_the_contract_returns_and_changes_nothing()
    {
        string call = $$$"""{"to":"{{{_contract}}}","unknownMember":{"a":[1]}}""";
        Assert.That(await TextAsync("eth_call", call, "\"latest\""), Does.EndWith("07"));
        Assert.That(await TextAsync("eth_call", call), Does.EndWith("07"));
        Assert.That(await TextAsync("eth_call", call, "\"pending\""), Does.EndWith("07"));
    }

    [Test]
    public async Task A_call_sees_the_state_and_the_block_that_it_pretends()
    {
        // return NUMBER + SLOAD(1)
        string overrides = $$$$"""{"{{{{Receiver}}}}":{"code":"0x436001540160005260206000f3","stateDiff":{"0x0000000000000000000000000000000000000000000000000000000000000001":"0x0000000000000000000000000000000000000000000000000000000000000005"}}}""";
        Assert.That(await TextAsync("eth_call", $$"""{"to":"{{Receiver}}"}""", "\"latest\"", overrides, """{"number":"0x64"}"""), Does.EndWith("69"));
    }

    [Test]
    public async Task A_revert_carries_its_reason_and_its_data()
    {
        // revert with the call data
        string overrides = $$$"""{"{{{Receiver}}}":{"code":"0x366000600037366000fd"}}""";
        const string reason = "0x08c379a00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000a75736572206572726f72";
        Assert.That(await _chain.ErrorAsync("eth_call", $$"""{"to":"{{Receiver}}","data":"{{reason}}"}""", "\"latest\"", overrides), Is.EqualTo((3, "execution reverted: user error", reason)));
        const string panic = "0x4e487b710000000000000000000000000000000000000000000000000000000000000001";
        Assert.That(await _chain.ErrorAsync("eth_estimateGas", $$"""{"to":"{{Receiver}}","data":"{{panic}}"}""", "\"latest\"", overrides), Is.EqualTo((3, "execution reverted: assert(false)", panic)));
        Assert.That(await _chain.ErrorAsync("eth_call", $$"""{"to":"{{Receiver}}","data":"0x01"}""", "\"latest\"", overrides), Is.EqualTo((3, "execution reverted", "0x01")));
    }

    [Test]
    public async Task Gas_is_estimated()
    {
        Assert.That(await TextAsync("eth_estimateGas", $$"""{"from":"{{RunningChain.Rich}}","to":"{{Receiver}}","value":"0x1"}"""), Is.EqualTo("0x5208"));
        Assert.That(Quantity(await TextAsync("eth_estimateGas", $$"""{"from":"{{RunningChain.Rich}}","to":"{{_contract}}"}""")), Is.InRange(23_000UL, 40_000UL));
        Assert.That((await _chain.ErrorAsync("eth_estimateGas", $$"""{"from":"{{Receiver}}","to":"{{_contract}}","value":"0xffffffffffff"}""")).Message, Does.Contain("insufficient funds"));
    }

    [Test]
    public async Task An_access_list_names_the_slots_touched()
    {
        JsonElement made = await _chain.ResultAsync("eth_createAccessList", $$"""{"from":"{{RunningChain.Rich}}","to":"{{_contract}}"}""");
        Assert.That(made.GetProperty("accessList")[0].GetProperty("address").GetString(), Is.EqualTo(_contract));
        Assert.That(made.GetProperty("accessList")[0].GetProperty("storageKeys").GetArrayLength(), Is.EqualTo(1));
        Assert.That(made.TryGetProperty("error", out _), Is.False);
    }

    [Test]
    public async Task A_proof_shows_the_account_and_its_slots()
    {
        JsonElement proof = await _chain.ResultAsync("eth_getProof", $"\"{_contract}\"", "[\"0x0\"]", "\"latest\"");
        Assert.That(proof.GetProperty("accountProof").GetArrayLength(), Is.Positive);
        Assert.That(proof.GetProperty("storageProof")[0].GetProperty("key").GetString(), Is.EqualTo("0x0"));
        Assert.That(proof.GetProperty("storageProof")[0].GetProperty("value").GetString(), Is.EqualTo("0x7"));
        Assert.That(proof.GetProperty("nonce").GetString(), Is.EqualTo("0x1"));
    }

    [TestCase("")]
    [TestCase("\"topics\":[]")]
    [TestCase("\"topics\":[null]")]
    [TestCase("\"topics\":[\"" + Topic + "\"]")]
    [TestCase("\"topics\":[[\"0x0000000000000000000000000000000000000000000000000000000000000009\",\"" + Topic + "\"]]")]
    public async Task Logs_are_found(string criteria)
    {
        string separator = criteria.Length > 0 ? "," : "";
        JsonElement found = await _chain.ResultAsync("eth_getLogs", $$"""{"fromBlock":"earliest","toBlock":"latest","address":"{{_contract}}"{{separator}}{{criteria}}}""");
        Assert.That(found.GetArrayLength(), Is.EqualTo(1));
        Assert.That(found[0].GetRawText(), Is.EqualTo(_event.GetProperty("logs")[0].GetRawText()));
        JsonElement byHash = await _chain.ResultAsync("eth_getLogs", $$"""{"blockHash":{{_event.GetProperty("blockHash").GetRawText()}}{{separator}}{{criteria}}}""");
        Assert.That(byHash.GetRawText(), Is.EqualTo(found.GetRawText()));
    }

    [TestCase("""{"fromBlock":"0x1","toBlock":"0xffff"}""", "block range extends beyond current head block")]
    [TestCase("""{"fromBlock":"0x2","toBlock":"0x1"}""", "invalid block range params")]
    [TestCase("""{"fromBlock":"0x1","blockHash":"0x0000000000000000000000000000000000000000000000000000000000000001"}""", "invalid argument 0: cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other")]
    public async Task A_wrong_range_of_logs_is_refused(string filter, string words) => Assert.That(await _chain.ErrorAsync("eth_getLogs", filter), Is.EqualTo((-32602, words, (string?)null)));

    [Test]
    public async Task No_logs_are_found_where_there_are_none()
    {
        Assert.That((await _chain.ResultAsync("eth_getLogs", """{"fromBlock":"0x1","toBlock":"0x1"}""")).GetArrayLength(), Is.Zero);
        Assert.That((await _chain.ResultAsync("eth_getLogs", $$"""{"fromBlock":"0x0","topics":[null,"{{Topic}}"]}""")).GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Fees_are_suggested_and_remembered()
    {
        Assert.That(Quantity(await TextAsync("eth_maxPriorityFeePerGas")), Is.EqualTo(1_000_000_000));
        Assert.That(Quantity(await TextAsync("eth_gasPrice")), Is.GreaterThanOrEqualTo(11_000_000_000));
        JsonElement history = await _chain.ResultAsync("eth_feeHistory", "\"0x2\"", "\"0x1\"", "[50]");
        Assert.That(history.GetProperty("oldestBlock").GetString(), Is.EqualTo("0x0"));
        Assert.That(history.GetProperty("baseFeePerGas").GetArrayLength(), Is.EqualTo(3));
        Assert.That(history.GetProperty("gasUsedRatio")[1].GetDouble(), Is.EqualTo(21_000 / 200e6).Within(1e-12));
        Assert.That(history.GetProperty("reward")[1][0].GetString(), Is.EqualTo("0x3b9aca00"));
        Assert.That((await _chain.ResultAsync("eth_feeHistory", "1", "\"latest\"", "[]")).TryGetProperty("reward", out _), Is.False);
    }

    [Test]
    public async Task The_node_says_who_it_is()
    {
        Assert.That(await TextAsync("eth_chainId"), Is.EqualTo("0xc05"));
        Assert.That(await TextAsync("net_version"), Is.EqualTo("3077"));
        Assert.That(await TextAsync("web3_clientVersion"), Does.StartWith("cos/v0.1.0/").And.Contain("/dotnet10."));
        Assert.That(await TextAsync("web3_sha3", "\"0x\""), Is.EqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
        Assert.That((await _chain.ResultAsync("eth_syncing")).GetBoolean(), Is.False);
        Assert.That((await _chain.ResultAsync("net_listening")).GetBoolean(), Is.True);
        Assert.That((await _chain.ResultAsync("eth_accounts")).GetArrayLength(), Is.Zero);
        Assert.That((await _chain.ResultAsync("eth_config")).GetProperty("current").GetProperty("chainId").GetString(), Is.EqualTo("0xc05"));
        Assert.That((await _chain.ResultAsync("rpc_modules")).GetProperty("eth").GetString(), Is.EqualTo("1.0"));
    }

    [Test]
    public async Task Producers_and_their_schedule_are_shown()
    {
        JsonElement producers = await _chain.ResultAsync("cos_producers");
        string seat = producers.GetProperty("seats")[0].GetProperty("address").GetString()!;
        JsonElement schedule = await _chain.ResultAsync("cos_schedule");
        Assert.That(schedule.GetProperty("turns")[0].GetProperty("producer").GetString(), Is.EqualTo(seat));
        Assert.That((await _chain.ResultAsync("cos_schedule", "\"0xffffff\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _chain.ResultAsync("cos_getCertificate", "\"0xffffff\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    private static string Quote(Address address) => $"\"{address}\"";

    private static ulong Quantity(string text) => Convert.ToUInt64(text, 16);

    private async Task<string> TextAsync(string method, params string[] arguments) => (await _chain.ResultAsync(method, arguments)).GetString()!;
}
