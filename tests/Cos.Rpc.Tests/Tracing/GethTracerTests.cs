using System.Globalization;
using System.Text.Json;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;
using static Cos.Rpc.Tests.Tracing.TracedChain;

namespace Cos.Rpc.Tests.Tracing;

/// <summary>geth's tracers to the letter: each expected text is worked out by hand from the prices of the instructions and geth's formats.</summary>
public sealed class GethTracerTests
{
    private const string Zeros = "00000000000000000000000000000000000000000000000000000000000000";
    private const string Word42 = "0x" + Zeros + "2a";
    private TracedChain _traced = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _traced = await TracedChain.StartAsync(new RpcLimits());

    [OneTimeTearDown]
    public async Task StopAsync() => await _traced.DisposeAsync();

    [Test]
    public async Task The_struct_log_shows_every_instruction()
    {
        string slots = Json($"'storage':{{'0x{Zeros}00':'0x{Zeros}0") + "?\"}";
        Assert.That(await _traced.TraceAsync(_traced.PlainReceipt, "{}"), Is.EqualTo(
            $$"""{"gas":44139,"failed":false,"returnValue":"{{Word42}}","structLogs":[""" + string.Join(',',
            Step(0, "PUSH1", 979_000, 3, ""),
            Step(2, "PUSH0", 978_997, 2, "0x2a"),
            Step(3, "MSTORE", 978_995, 6, "0x2a,0x0"),
            Step(4, "PUSH1", 978_989, 3, ""),
            Step(6, "PUSH1", 978_986, 3, "0x7"),
            Step(8, "PUSH0", 978_983, 2, "0x7,0x20"),
            Step(9, "LOG1", 978_981, 1006, "0x7,0x20,0x0"),
            Step(10, "PUSH0", 977_975, 2, ""),
            Step(11, "SLOAD", 977_973, 2100, "0x0", slots.Replace('?', '0')),
            Step(12, "POP", 975_873, 2, "0x0"),
            Step(13, "PUSH1", 975_871, 3, ""),
            Step(15, "PUSH0", 975_868, 2, "0x1"),
            Step(16, "SSTORE", 975_866, 20_000, "0x1,0x0", slots.Replace('?', '1')),
            Step(17, "PUSH1", 955_866, 3, ""),
            Step(19, "PUSH0", 955_863, 2, "0x20"),
            Step(20, "RETURN", 955_861, 0, "0x20,0x0")) + "]}"));
    }

    [Test]
    public async Task The_struct_log_shows_as_much_as_its_options_say()
    {
        Assert.That(await _traced.TraceAsync(_traced.PlainReceipt, """{"disableStack":true,"disableStorage":true,"enableMemory":true,"limit":5}"""), Is.EqualTo(
            $$"""{"gas":44139,"failed":false,"returnValue":"{{Word42}}","structLogs":[{"pc":0,"op":"PUSH1","gas":979000,"gasCost":3,"depth":1},"""
            + """{"pc":2,"op":"PUSH0","gas":978997,"gasCost":2,"depth":1},{"pc":3,"op":"MSTORE","gas":978995,"gasCost":6,"depth":1},"""
            + $$"""{"pc":4,"op":"PUSH1","gas":978989,"gasCost":3,"depth":1,"memory":["{{Word42}}"]},{"pc":6,"op":"PUSH1","gas":978986,"gasCost":3,"depth":1,"memory":["{{Word42}}"]}]}"""));
        string older = await _traced.TraceAsync(_traced.PlainReceipt, """{"disableMemory":false,"fullStorage":false,"disableStack":false,"limit":5}""");
        Assert.That(older, Does.Contain("\"memory\":[").And.Contain("\"stack\":["));
    }

    [Test]
    public async Task The_struct_log_counts_what_a_call_hands_down_and_shows_what_it_returned()
    {
        JsonElement trace = await _traced.Running.ResultAsync("debug_traceTransaction", Hash(_traced.CallingReceipt), """{"enableReturnData":true}""");
        JsonElement[] steps = [.. trace.GetProperty("structLogs").EnumerateArray()];
        JsonElement call = steps.First(step => step.GetProperty("op").GetString() == "CALL");
        long gas = call.GetProperty("gas").GetInt64(), free = gas - 2_600;
        Assert.That(call.GetProperty("gasCost").GetInt64(), Is.EqualTo(2_600 + free - (free / 64)), "cold, and all but a 64th of the rest");
        Assert.That(steps[Array.IndexOf(steps, call) + 1].GetProperty("depth").GetInt32(), Is.EqualTo(2));
        JsonElement after = steps.SkipWhile(step => step.GetProperty("depth").GetInt32() == 1).First(step => step.GetProperty("depth").GetInt32() == 1);
        Assert.That(after.GetProperty("returnData").GetString(), Is.EqualTo(Word42));
        JsonElement create = steps.Single(step => step.GetProperty("op").GetString() == "CREATE");
        Assert.That(create.GetProperty("gasCost").GetInt64(), Is.EqualTo(32_002), "a word of init code, and nothing of what it hands down");
        Assert.That(steps.Single(step => step.GetProperty("op").GetString() == "INVALID").GetProperty("gasCost").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task The_struct_log_says_why_gas_or_stack_did_not_suffice()
    {
        string[] codes = ["5b5f56", "01"];
        string[] errors = ["out of gas", "stack underflow (0 <=> 2)"];
        for (int i = 0; i < codes.Length; i++)
        {
            JsonElement trace = await CallAsync(codes[i], """,  "limit": 0""", "0x5400");
            Assert.That(trace.GetProperty("failed").GetBoolean(), Is.True);
            Assert.That(trace.GetProperty("returnValue").GetString(), Is.EqualTo("0x"));
            Assert.That(trace.GetProperty("structLogs").EnumerateArray().Last().GetProperty("error").GetString(), Is.EqualTo(errors[i]));
        }
    }

    [Test]
    public async Task The_call_tracer_shows_a_message()
    {
        string common = $$"""{"from":"{{RunningChain.Rich}}","gas":"0xf4240","gasUsed":"0xac6b","to":"{{_traced.PlainContract}}","input":"0x","output":"{{Word42}}",""";
        Assert.That(await _traced.TraceAsync(_traced.PlainReceipt, """{"tracer":"callTracer"}"""), Is.EqualTo(common + Json("'value':'0x0','type':'CALL'}")));
        Assert.That(await _traced.TraceAsync(_traced.PlainReceipt, """{"tracerConfig":{"withLog":true},"tracer":"callTracer"}"""), Is.EqualTo(
            common + Json($"'logs':[{{'address':'{_traced.PlainContract}','topics':['0x{Zeros}07'],'data':'{Word42}','index':'0x0','position':'0x0'}}],'value':'0x0','type':'CALL'}}")));
    }

    [Test]
    public async Task An_empty_reason_is_left_out()
    {
        const string code = "0x6308c379a060e01b5f52602060045260445ffd"; // reverts with Error("")
        string callee = Address.FromLow(0x7777).ToString();
        JsonElement trace = await _traced.Running.ResultAsync("debug_traceCall", Json($"{{'to':'{callee}'}}"), "\"latest\"",
            Json($"{{'tracer':'callTracer','stateOverrides':{{'{callee}':{{'code':'{code}'}}}}}}"));
        Assert.That(trace.GetProperty("error").GetString(), Is.EqualTo("execution reverted"));
        Assert.That(trace.GetProperty("output").GetString(), Does.StartWith("0x08c379a0"));
        Assert.That(trace.TryGetProperty("revertReason", out _), Is.False);
    }

    [Test]
    public async Task The_call_tracer_shows_why_messages_failed()
    {
        JsonElement refused = JsonElement.Parse(await _traced.TraceAsync(_traced.RefusingReceipt, """{"tracer":"callTracer"}"""));
        Assert.That(refused.EnumerateObject().Select(member => member.Name), Is.EqualTo(
            new[] { "from", "gas", "gasUsed", "to", "input", "output", "error", "revertReason", "value", "type" }));
        Assert.That(refused.GetProperty("error").GetString(), Is.EqualTo("execution reverted"));
        Assert.That(refused.GetProperty("revertReason").GetString(), Is.EqualTo("hello"));

        JsonElement calling = JsonElement.Parse(await _traced.TraceAsync(_traced.CallingReceipt, """{"tracer":"callTracer","tracerConfig":{"withLog":true}}"""));
        JsonElement[] calls = [.. calling.GetProperty("calls").EnumerateArray()];
        Assert.That(calls.Select(call => call.GetProperty("type").GetString()), Is.EqualTo(new[] { "CALL", "CALL", "STATICCALL", "CREATE" }));
        Assert.That(calls[0].GetProperty("logs")[0].GetProperty("position").GetString(), Is.EqualTo("0x0"));
        Assert.That(calls[1].GetProperty("error").GetString(), Is.EqualTo("execution reverted"));
        Assert.That(calls[2].TryGetProperty("value", out _), Is.False, "a STATICCALL has none");
        Assert.That(calls[2].GetProperty("gasUsed").GetString(), Is.EqualTo("0x12"));
        Assert.That(calls[3].TryGetProperty("to", out _), Is.False, "it made nothing");
        Assert.That(calls[3].GetProperty("error").GetString(), Is.EqualTo("invalid opcode: INVALID"));
        Assert.That(calls[3].GetProperty("gas").GetString(), Is.EqualTo(calls[3].GetProperty("gasUsed").GetString()));
        Assert.That(JsonElement.Parse(await _traced.TraceAsync(_traced.CallingReceipt, """{"tracer":"callTracer","tracerConfig":{"onlyTopCall":true}}""")).TryGetProperty("calls", out _), Is.False);
    }

    [Test]
    public async Task The_prestate_tracer_shows_accounts_before_and_what_changed()
    {
        string code = (await _traced.Running.ResultAsync("eth_getCode", $"\"{_traced.PlainContract}\"")).GetString()!;
        JsonElement proof = await _traced.Running.ResultAsync("eth_getProof", $"\"{_traced.PlainContract}\"", "[]", "\"latest\"");
        string hash = proof.GetProperty("codeHash").GetString()!;
        string before = await BalanceBeforeAsync(_traced.PlainReceipt), after = await BalanceAfterAsync(_traced.PlainReceipt);
        string contract = Json($"'{_traced.PlainContract}':{{'balance':'0x0','code':'{code}','codeHash':'{hash}','nonce':1");
        string prestate = await _traced.TraceAsync(_traced.PlainReceipt, """{"tracer":"prestateTracer"}""");
        Assert.That(prestate, Does.StartWith(Json($"{{'{Address.FromLow(0xabcdef)}':{{'balance':"))
            .And.Contain(contract + Json($",'storage':{{'0x{Zeros}00':'0x{Zeros}00'}}"))
            .And.Contain(Json($"'{RunningChain.Rich}':{{'balance':'{before}','nonce':3}}")));

        string[] post = [Json($"'{_traced.PlainContract}':{{'storage':{{'0x{Zeros}00':'0x{Zeros}01'}}}}"), Json($"'{RunningChain.Rich}':{{'balance':'{after}','nonce':4}}")];
        string[] pre = [contract + "}", Json($"'{RunningChain.Rich}':{{'balance':'{before}','nonce':3}}")];
        Assert.That(await _traced.TraceAsync(_traced.PlainReceipt, """{"tracer":"prestateTracer","tracerConfig":{"diffMode":true}}"""), Is.EqualTo(
            "{\"post\":{" + string.Join(',', post.Order(StringComparer.Ordinal)) + "},\"pre\":{" + string.Join(',', pre.Order(StringComparer.Ordinal)) + "}}"));
        string bare = await _traced.TraceAsync(_traced.PlainReceipt, """{"tracer":"prestateTracer","tracerConfig":{"disableCode":true,"disableStorage":true}}""");
        Assert.That(bare, Does.Not.Contain("\"code\"").And.Not.Contain("storage").And.Contain(hash));
    }

    [Test]
    public async Task Small_tracers_and_several_at_once()
    {
        Assert.That(await _traced.TraceAsync(_traced.CallingReceipt, """{"tracer":"4byteTracer"}"""), Is.EqualTo("""{"0x01020304-1":1,"0xaabbccdd-0":1}"""));
        Assert.That(await _traced.TraceAsync(_traced.CallingReceipt, """{"tracer":"noopTracer"}"""), Is.EqualTo("{}"));
        Assert.That(await _traced.TraceAsync(_traced.CallingReceipt, """{"tracer":"muxTracer","tracerConfig":{"noopTracer":null,"4byteTracer":{}}}"""), Is.EqualTo(
            """{"4byteTracer":{"0x01020304-1":1,"0xaabbccdd-0":1},"noopTracer":{}}"""));
    }

    [Test]
    public async Task The_flat_call_tracer_shows_messages_in_a_row()
    {
        JsonElement rows = JsonElement.Parse(await _traced.TraceAsync(_traced.CallingReceipt, """{"tracer":"flatCallTracer"}"""));
        Assert.That(rows.EnumerateArray().Select(row => (row.GetProperty("type").GetString(), row.GetProperty("traceAddress").GetRawText(), row.GetProperty("subtraces").GetInt32())), Is.EqualTo(new[]
        {
            ("call", "[]", 3), ("call", "[0]", 0), ("call", "[1]", 0), ("create", "[2]", 0),
        }), "the call of the precompile is left out");
        Assert.That(rows[0].EnumerateObject().Select(member => member.Name), Is.EqualTo(
            new[] { "action", "blockHash", "blockNumber", "result", "subtraces", "traceAddress", "transactionHash", "transactionPosition", "type" }));
        Assert.That(rows[0].GetProperty("action").GetProperty("gas").GetString(), Is.EqualTo("0xf4240"));
        Assert.That(rows[2].GetProperty("error").GetString(), Is.EqualTo("execution reverted"));
        Assert.That(rows[3].TryGetProperty("result", out _), Is.False);
        string parity = await _traced.TraceAsync(_traced.CallingReceipt, """{"tracer":"flatCallTracer","tracerConfig":{"convertParityErrors":true,"includePrecompiles":true}}""");
        Assert.That(parity, Does.Contain("\"Reverted\"").And.Contain("\"Bad instruction\"").And.Contain("\"staticcall\""));
    }

    private static string Json(string text) => text.Replace('\'', '"');

    private static string Step(int pc, string op, long gas, long cost, string stack, string? more = null)
    {
        string words = string.Join(',', stack.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => $"\"{word}\""));
        return string.Create(CultureInfo.InvariantCulture, $"{{\"pc\":{pc},\"op\":\"{op}\",\"gas\":{gas},\"gasCost\":{cost},\"depth\":1,\"stack\":[{words}]{(more is null ? "" : "," + more)}}}");
    }

    private Task<string> BalanceBeforeAsync(JsonElement receipt) => BalanceAsync(Convert.ToUInt64(receipt.GetProperty("blockNumber").GetString(), 16) - 1);

    private Task<string> BalanceAfterAsync(JsonElement receipt) => BalanceAsync(Convert.ToUInt64(receipt.GetProperty("blockNumber").GetString(), 16));

    private async Task<string> BalanceAsync(ulong number) =>
        (await _traced.Running.ResultAsync("eth_getBalance", $"\"{RunningChain.Rich}\"", $"\"0x{number:x}\"")).GetString()!;

    private Task<JsonElement> CallAsync(string code, string options, string gas) => _traced.Running.ResultAsync(
        "debug_traceCall", $$"""{"to":"0x00000000000000000000000000000000000c0de0","gas":"{{gas}}"}""", "\"latest\"",
        Json($"{{'stateOverrides':{{'0x00000000000000000000000000000000000c0de0':{{'code':'0x{code}'}}}}{options}}}"));
}
