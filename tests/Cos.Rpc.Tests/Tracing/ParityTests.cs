using System.Text.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;
using static Cos.Rpc.Tests.Tracing.TracedChain;

namespace Cos.Rpc.Tests.Tracing;

/// <summary>The trace_ methods, which explorers and indexers ask.</summary>
public sealed class ParityTests
{
    private TracedChain _traced = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _traced = await TracedChain.StartAsync(new RpcLimits { TraceBlocksMax = 20 });

    [OneTimeTearDown]
    public async Task StopAsync() => await _traced.DisposeAsync();

    [Test]
    public async Task A_transaction_is_a_list_of_messages_with_their_own_gas()
    {
        string hash = Hash(_traced.PlainReceipt), block = _traced.PlainReceipt.GetProperty("blockHash").GetRawText();
        ulong number = Convert.ToUInt64(_traced.PlainReceipt.GetProperty("blockNumber").GetString(), 16);
        string word = "0x" + new string('0', 62) + "2a";
        string expected =
            $$"""[{"action":{"callType":"call","from":"{{RunningChain.Rich}}","gas":"0xef038","input":"0x","to":"{{_traced.PlainContract}}","value":"0x0"},"""
            + $"\"blockHash\":{block},\"blockNumber\":{number},"
            + $$""" "result":{"gasUsed":"0x5a63","output":"{{word}}"},"subtraces":0,"traceAddress":[],"transactionHash":{{hash}},"transactionPosition":0,"type":"call"}]""".TrimStart();
        Assert.That((await _traced.Running.ResultAsync("trace_transaction", hash)).GetRawText(), Is.EqualTo(expected));
        Assert.That((await _traced.Running.ResultAsync("trace_block", Block(_traced.PlainReceipt))).GetRawText(), Is.EqualTo(expected), "no rows of rewards");
    }

    [Test]
    public async Task Messages_are_found_by_their_path()
    {
        string hash = Hash(_traced.CallingReceipt);
        JsonElement all = await _traced.Running.ResultAsync("trace_transaction", hash);
        Assert.That(all.EnumerateArray().Select(row => row.GetProperty("traceAddress").GetRawText()), Is.EqualTo(new[] { "[]", "[0]", "[1]", "[2]" }));
        Assert.That(all[2].GetProperty("error").GetString(), Is.EqualTo("Reverted"));
        Assert.That(all[2].GetProperty("result").GetProperty("output").GetString(), Does.StartWith("0x08c379a0"));
        Assert.That(all[3].GetProperty("action").GetProperty("creationMethod").GetString(), Is.EqualTo("create"));
        Assert.That((all[3].GetProperty("error").GetString(), all[3].GetProperty("result").ValueKind), Is.EqualTo(("Bad instruction", JsonValueKind.Null)));
        for (int i = 0; i < all.GetArrayLength(); i++)
        {
            JsonElement one = await _traced.Running.ResultAsync("trace_get", hash, i == 0 ? "[]" : $"[\"0x{i - 1:x}\"]");
            Assert.That(one.GetRawText(), Is.EqualTo(all[i].GetRawText()));
        }

        Assert.That((await _traced.Running.ResultAsync("trace_get", hash, "[\"0x3\"]")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _traced.Running.ResultAsync("trace_get", hash, "[0,0]")).ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Messages_are_found_by_who_acts_and_who_is_acted_on()
    {
        string range = $"\"fromBlock\":\"0x1\",\"toBlock\":{Block(_traced.CallingReceipt)}";
        JsonElement to = await FilterAsync($"{range},\"toAddress\":[\"{_traced.PlainContract}\"]");
        Assert.That(to.EnumerateArray().Select(row => row.GetProperty("type").GetString()), Is.EqualTo(new[] { "create", "call", "call" }));
        JsonElement from = await FilterAsync($"{range},\"fromAddress\":\"{_traced.CallingContract}\"");
        Assert.That(from.GetArrayLength(), Is.EqualTo(3));
        JsonElement both = await FilterAsync($"{range},\"fromAddress\":[\"{_traced.CallingContract}\"],\"toAddress\":[\"{_traced.PlainContract}\"]");
        Assert.That(both.EnumerateArray().Single().GetRawText(), Is.EqualTo(to[2].GetRawText()));
        JsonElement page = await FilterAsync($"{range},\"toAddress\":[\"{_traced.PlainContract}\"],\"after\":1,\"count\":1");
        Assert.That(page.EnumerateArray().Single().GetRawText(), Is.EqualTo(to[1].GetRawText()));
        Assert.That((await FilterAsync($"{range},\"count\":0")).GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_filter_is_bounded()
    {
        for (int i = 0; i < 25; i++) await _traced.Running.MineAsync();
        var wide = await _traced.Running.ErrorAsync("trace_filter", "{}");
        Assert.That((wide.Code, wide.Message), Is.EqualTo((-32005, $"block range too large: {_traced.Running.Ledger.Queries.Head.Number + 1} blocks, want at most 20")));
        Assert.That((await _traced.Running.ErrorAsync("trace_filter", """{"fromBlock":"0x5","toBlock":"0x4"}""")).Code, Is.EqualTo(-32602));
        Assert.That((await _traced.Running.ErrorAsync("trace_filter", """{"fromBlock":"0xffff"}""")).Message, Is.EqualTo("header not found"));
        Assert.That((await _traced.Running.ErrorAsync("trace_filter", """{"toAddress":["0x12"]}""")).Message, Does.Contain("'toAddress'"));
    }

    [Test]
    public async Task A_replay_shows_messages_and_what_changed()
    {
        string zero = "0x" + new string('0', 64), one = "0x" + new string('0', 63) + "1";
        JsonElement replay = await _traced.Running.ResultAsync("trace_replayTransaction", Hash(_traced.PlainReceipt), """["trace","stateDiff"]""");
        Assert.That(replay.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "output", "stateDiff", "trace", "vmTrace" }));
        Assert.That(replay.GetProperty("trace")[0].TryGetProperty("blockHash", out _), Is.False);
        JsonElement diff = replay.GetProperty("stateDiff");
        Assert.That(diff.GetProperty($"{_traced.PlainContract}").GetRawText(), Is.EqualTo(
            "{\"balance\":\"=\",\"code\":\"=\",\"nonce\":\"=\",\"storage\":{\"" + zero + "\":{\"*\":{\"from\":\"" + zero + "\",\"to\":\"" + one + "\"}}}}"));
        Assert.That(diff.GetProperty($"{RunningChain.Rich}").GetProperty("nonce").GetRawText(), Is.EqualTo("""{"*":{"from":"0x3","to":"0x4"}}"""));

        JsonElement block = await _traced.Running.ResultAsync("trace_replayBlockTransactions", "\"0x1\"", """["stateDiff"]""");
        Assert.That(block[0].GetProperty("trace").GetArrayLength(), Is.Zero);
        JsonElement born = block[0].GetProperty("stateDiff").GetProperty($"{_traced.PlainContract}");
        Assert.That(born.GetProperty("nonce").GetRawText(), Is.EqualTo("""{"+":"0x1"}"""));
        Assert.That(born.GetProperty("code").GetProperty("+").GetString(), Does.StartWith("0x602a5f52"));
        Assert.That((await _traced.Running.ErrorAsync("trace_replayTransaction", Hash(_traced.PlainReceipt), """["vmTrace"]""")).Message, Does.Contain("vmTrace is not supported"));
        JsonElement call = await _traced.Running.ResultAsync("trace_call", $$"""{"to":"{{_traced.RefusingContract}}"}""", """["trace"]""", "\"latest\"");
        Assert.That(call.GetProperty("trace")[0].GetProperty("error").GetString(), Is.EqualTo("Reverted"));
    }

    [Test]
    public async Task What_is_unknown_is_null()
    {
        const string nothing = "\"0x0000000000000000000000000000000000000000000000000000000000000001\"";
        Assert.That((await _traced.Running.ResultAsync("trace_transaction", nothing)).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _traced.Running.ResultAsync("trace_get", nothing, "[]")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _traced.Running.ResultAsync("trace_block", "\"0xffff\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _traced.Running.ResultAsync("trace_block", "\"0x0\"")).GetArrayLength(), Is.Zero);
    }

    private Task<JsonElement> FilterAsync(string members) => _traced.Running.ResultAsync("trace_filter", $"{{{members}}}");
}
