using System.Text.Json;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;
using static Cos.Rpc.Tests.Tracing.TracedChain;

namespace Cos.Rpc.Tests.Tracing;

/// <summary>Which transactions are traced, and what is refused.</summary>
public sealed class TraceMethodTests
{
    private const string Nothing = "0x0000000000000000000000000000000000000000000000000000000000000001";
    private const string Caller = "0x00000000000000000000000000000000000c0de0";
    private TracedChain _traced = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _traced = await TracedChain.StartAsync(new RpcLimits { ResponseBytesMax = 100_000 });

    [OneTimeTearDown]
    public async Task StopAsync() => await _traced.DisposeAsync();

    [Test]
    public async Task Every_transaction_of_a_block_is_traced_on_what_those_before_it_left()
    {
        RunningChain chain = _traced.Running;
        Transaction[] sent = [chain.Sign(_traced.PlainContract, 0, []), chain.Sign(_traced.RefusingContract, 0, []), chain.Sign(_traced.PlainContract, 0, [])];
        foreach (Transaction transaction in sent) await chain.SendAsync(transaction);
        ulong number = await chain.MineAsync();
        JsonElement receipts = await chain.ResultAsync("eth_getBlockReceipts", $"\"0x{number:x}\"");
        JsonElement traces = await chain.ResultAsync("debug_traceBlockByNumber", $"\"0x{number:x}\"", """{"tracer":"callTracer"}""");
        Assert.That(traces.GetArrayLength(), Is.EqualTo(sent.Length));
        for (int i = 0; i < sent.Length; i++)
        {
            Assert.That(traces[i].GetProperty("txHash").GetString(), Is.EqualTo(sent[i].Hash.ToString()));
            Assert.That(traces[i].GetProperty("result").GetProperty("gasUsed").GetString(), Is.EqualTo(receipts[i].GetProperty("gasUsed").GetString()));
            JsonElement alone = await chain.ResultAsync("debug_traceTransaction", $"\"{sent[i].Hash}\"", """{"tracer":"callTracer"}""");
            Assert.That(alone.GetRawText(), Is.EqualTo(traces[i].GetProperty("result").GetRawText()));
        }

        string hash = receipts[0].GetProperty("blockHash").GetRawText();
        Assert.That((await chain.ResultAsync("debug_traceBlockByHash", hash, """{"tracer":"callTracer"}""")).GetRawText(), Is.EqualTo(traces.GetRawText()));
        Assert.That(chain.Ledger.Queries.TryGetBlock(number, out var block), Is.True);
        string encoded = $"\"{Hex.Encode(BlockCodec.Encode(block!.Block))}\"";
        Assert.That((await chain.ResultAsync("debug_traceBlock", encoded, """{"tracer":"callTracer"}""")).GetRawText(), Is.EqualTo(traces.GetRawText()));
    }

    [Test]
    public async Task Genesis_has_no_transactions_and_what_is_unknown_is_refused()
    {
        RunningChain chain = _traced.Running;
        Assert.That((await chain.ResultAsync("debug_traceBlockByNumber", "\"0x0\"")).GetArrayLength(), Is.Zero);
        Assert.That((await chain.ResultAsync("debug_traceBlockByNumber", "\"earliest\"", "null")).GetArrayLength(), Is.Zero);
        Assert.That(await chain.ErrorAsync("debug_traceTransaction", $"\"{Nothing}\""), Is.EqualTo((-32000, "transaction not found", (string?)null)));
        Assert.That(await chain.ErrorAsync("debug_traceBlockByHash", $"\"{Nothing}\""), Is.EqualTo((-32000, $"block {Nothing} not found", (string?)null)));
        Assert.That(await chain.ErrorAsync("debug_traceBlockByNumber", "\"0xffff\""), Is.EqualTo((-32000, "block #65535 not found", (string?)null)));
        Assert.That((await chain.ErrorAsync("debug_traceBlockByNumber", "\"pending\"")).Message, Is.EqualTo("tracing on top of pending is not supported"));
        Assert.That((await chain.ErrorAsync("debug_traceBlockByNumber", "\"3\"")).Code, Is.EqualTo(-32602));
        Assert.That((await chain.ErrorAsync("debug_traceBlockByNumber", $"\"{Nothing}\"")).Code, Is.EqualTo(-32602));
        Assert.That((await chain.ErrorAsync("debug_traceBlockByHash", "\"latest\"")).Code, Is.EqualTo(-32602));
        Assert.That((await chain.ErrorAsync("debug_traceBlock", "\"0xc0\"")).Message, Is.EqualTo("could not decode block"));
    }

    [Test]
    public async Task A_block_made_up_is_not_executed()
    {
        Assert.That(_traced.Running.Ledger.Queries.TryGetBlock(1, out var block), Is.True);
        var forged = block!.Block with { Header = block.Header with { Coinbase = Address.FromLow(1) } };
        Assert.That((await _traced.Running.ErrorAsync("debug_traceBlock", $"\"{Hex.Encode(BlockCodec.Encode(forged))}\"")).Message, Does.Contain("not found"));
    }

    [TestCase("""{"tracer":"fooTracer"}""", "unknown tracer \"fooTracer\"; the tracers are 4byteTracer, callTracer")]
    [TestCase("""{"tracer":"{data: [], fault: function(log) {}}"}""", "tracers in JavaScript are not supported; the tracers are 4byteTracer, callTracer")]
    [TestCase("""{"tracer":5}""", "'tracer': expected a name")]
    [TestCase("""{"tracer":"callTracer","tracerConfig":{"withLog":"yes"}}""", "'withLog': expected true or false")]
    [TestCase("""{"tracer":"callTracer","tracerConfig":[]}""", "'tracerConfig': expected an object")]
    [TestCase("""{"tracer":"muxTracer","tracerConfig":{"muxTracer":{}}}""", "none of its own kind")]
    [TestCase("""{"timeout":"5"}""", "'timeout': expected a duration")]
    [TestCase("""{"timeout":"1y"}""", "'timeout': expected a duration")]
    [TestCase("""{"limit":-1}""", "'limit': expected a number")]
    [TestCase("""{"disableStack":"no"}""", "'disableStack': expected true or false")]
    [TestCase("[]", "expected an object of trace options")]
    public async Task Wrong_options_are_refused_with_what_was_expected(string options, string words)
    {
        var (code, message, _) = await _traced.Running.ErrorAsync("debug_traceTransaction", Hash(_traced.PlainReceipt), options);
        Assert.That(code, Is.EqualTo(-32602));
        Assert.That(message, Does.Contain(words));
    }

    [TestCase("""{"tracer":"","timeout":"1m30s","foo":{"bar":[1,{}]},"overrides":null}""")]
    [TestCase("""{"tracer":null,"tracerConfig":{"foo":{"bar":1},"withLog":null}}""")]
    [TestCase("null")]
    public async Task Options_of_others_are_ignored(string options)
    {
        string plain = await _traced.TraceAsync(_traced.PlainReceipt, "{}");
        Assert.That(await _traced.TraceAsync(_traced.PlainReceipt, options), Is.EqualTo(plain));
    }

    [Test]
    public async Task A_call_is_traced_under_what_it_pretends()
    {
        JsonElement trace = await CallAsync("4360205ff3", """, "blockOverrides":{"number":"0x1234"}"""); // NUMBER, and a word of zeros
        Assert.That(trace.GetProperty("structLogs")[1].GetProperty("stack")[0].GetString(), Is.EqualTo("0x1234"));
        Assert.That(trace.GetProperty("failed").GetBoolean(), Is.False);
        JsonElement reverted = await CallAsync("5f5ffd", """, "tracer":"callTracer" """);
        Assert.That(reverted.GetProperty("error").GetString(), Is.EqualTo("execution reverted"));
        Assert.That((await _traced.Running.ErrorAsync("debug_traceCall", """{"gas":"0x1"}""", "\"latest\"")).Message, Does.Contain("intrinsic gas too low"));
    }

    [Test]
    public async Task A_call_that_moves_what_is_no_precompile_is_refused()
    {
        string options = $$$$"""{"stateOverrides":{"{{{{Caller}}}}":{"movePrecompileToAddress":"0x0000000000000000000000000000000000000004"}}}""";
        var (code, message, _) = await _traced.Running.ErrorAsync("debug_traceCall", $$$"""{"to":"{{{Caller}}}"}""", "\"latest\"", options);
        Assert.That(code, Is.EqualTo(-32602));
        Assert.That(message, Does.Contain("is not a precompile"));
    }

    [Test]
    public async Task A_call_is_traced_between_two_transactions_of_a_block()
    {
        // The first call of the plain contract changed its slot from 0 to 1: a store of 1 costs 20,000 before and 100 after, on top of the cold slot.
        string block = Block(_traced.PlainReceipt);
        string call = $$"""{"to":"{{_traced.PlainContract}}"}""";
        JsonElement before = await _traced.Running.ResultAsync("debug_traceCall", call, block, """{"txIndex":"0x0","tracer":"callTracer"}""");
        JsonElement after = await _traced.Running.ResultAsync("debug_traceCall", call, block, """{"txIndex":"0x1","tracer":"callTracer"}""");
        JsonElement end = await _traced.Running.ResultAsync("debug_traceCall", call, block, """{"tracer":"callTracer"}""");
        Assert.That(before.GetProperty("gasUsed").GetString(), Is.EqualTo(_traced.PlainReceipt.GetProperty("gasUsed").GetString()));
        Assert.That(Used(before) - Used(after), Is.EqualTo(19_900));
        Assert.That(end.GetRawText(), Is.EqualTo(after.GetRawText()));
        Assert.That((await _traced.Running.ErrorAsync("debug_traceCall", call, block, """{"txIndex":"0x2"}""")).Message, Does.Contain("transaction index 2 out of range"));
    }

    [TestCase("5b5f56", "")] // a loop
    [TestCase("6001620fffe0525b600a56", """, "enableMemory":true""")] // a loop beside a megabyte
    [TestCase("5b5f5f62010000" + "5f5f61beef5af1505f56", """, "tracer":"callTracer" """)] // calls with large inputs
    [TestCase("60015b8054506001016002" + "56", """, "tracer":"prestateTracer" """)] // a slot more each time
    public async Task A_trace_that_would_be_too_long_is_refused_at_once(string code, string options)
    {
        var (number, message, _) = await _traced.Running.ErrorAsync("debug_traceCall", Call, "\"latest\"", Options(code, options));
        Assert.That(number, Is.EqualTo(-32003));
        Assert.That(message, Does.StartWith("trace too large").And.Contain("limit").And.Contain("onlyTopCall"));
    }

    [Test]
    public async Task What_is_not_asked_for_takes_no_room()
    {
        // Ten thousand calls, each of them with an event.
        const string code = "6127105b5f5fa05f5f5f5f5f61beef5af1506001900380600357";
        JsonElement trace = await CallAsync(code, """, "tracer":"callTracer","tracerConfig":{"onlyTopCall":true}""", "0x2000000");
        Assert.That(trace.EnumerateObject().Select(member => member.Name), Does.Not.Contain("calls").And.Not.Contain("logs").And.Not.Contain("error"));
    }

    [Test]
    public async Task A_trace_that_takes_too_long_is_refused()
    {
        // As many instructions as 50 million gas can buy, seconds of them: a busy machine may be late with the interruption.
        string landings = string.Concat(Enumerable.Repeat("5b", 2_000)) + "5f56";
        var (code, message, _) = await _traced.Running.ErrorAsync("debug_traceCall", Call, "\"latest\"", Options(landings, """, "tracer":"prestateTracer", "timeout":"1ms" """));
        Assert.That((code, message), Is.EqualTo((-32000, "execution timeout: tracing took longer than 0.001s")));
    }

    [Test]
    public async Task Calls_as_deep_as_can_be_are_shown()
    {
        // Each call hands all it can to the next until the gas is gone; the answer nests as deep.
        string options = Options("5f5f5f5f5f305af100", """, "tracer":"callTracer" """);
        string trace = await _traced.Running.PostAsync(RunningChain.Body("debug_traceCall", $$"""{"to":"{{Caller}}","gas":"0xc350"}""", "\"latest\"", options));
        Assert.That(trace.Split("\"calls\"").Length, Is.GreaterThan(100));
    }

    private static string Call => $$"""{"to":"{{Caller}}"}""";

    private static long Used(JsonElement trace) => Convert.ToInt64(trace.GetProperty("gasUsed").GetString(), 16);

    private static string Options(string code, string options) =>
        $"{{\"stateOverrides\":{{\"{Caller}\":{{\"code\":\"0x{code}\"}}}}{options}}}";

    private Task<JsonElement> CallAsync(string code, string options, string gas = "0x100000") =>
        _traced.Running.ResultAsync("debug_traceCall", $$"""{"to":"{{Caller}}","gas":"{{gas}}"}""", "\"latest\"", Options(code, options));
}
