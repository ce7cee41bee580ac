using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Cos.EndToEnd.Tests.Hostile;

/// <summary>What a stranger may send over HTTP: the node answers with an error of the caller, quickly, and goes on.</summary>
public sealed class HostileHttpTests
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParameters = -32602;
    private const int InternalError = -32603;
    private static readonly TimeSpan QuickMax = TimeSpan.FromSeconds(6); // an answer, or the EVM's time limit of 5 s and its answer

    private static readonly string[] WrongParameters =
    [
        """[]""", """[null]""", """[{}]""", """[[]]""", """[7]""", """["0x"]""", """["zz","latest"]""", """[true,false,true]""", """[-1,1e300]""", """{"named":1}""",
        """[{"to":7,"data":{},"gas":"0xffffffffffffffffffffffffffffffffffff"},"latest"]""", """["0x1","0x2","0x3","0x4","0x5"]""", """["\u0000"]""",
    ];

    private NodeProcess _node = null!;

    [OneTimeSetUp]
    public async Task StartNode() => _node = await NodeProcess.StartDevAsync();

    [OneTimeTearDown]
    public async Task StopNode()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }
    }

    [TearDown]
    public async Task The_chain_goes_on()
    {
        var head = await _node.Caller.QuantityAsync("eth_blockNumber");
        await Eventually.HoldsAsync("The chain goes on", TimeSpan.FromSeconds(10), async () => await _node.Caller.QuantityAsync("eth_blockNumber") > head);
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("nonsense")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}}")]
    [TestCase("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"},")]
    [TestCase("\"\\ud800\"x")]
    [TestCase("{\"a\":1e999999999999}x")]
    public async Task Malformed_json_is_a_parse_error(string body) => Assert.That(await ErrorCodeAsync(body), Is.EqualTo(ParseError).Or.EqualTo(InvalidRequest));

    [TestCase("null")]
    [TestCase("1")]
    [TestCase("\"eth_chainId\"")]
    [TestCase("{}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"eth_chainId\"}")]
    [TestCase("[]")]
    public async Task What_is_not_a_request_is_an_invalid_request(string body) =>
        Assert.That(await ErrorCodeAsync(body), Is.EqualTo(InvalidRequest).Or.EqualTo(ParseError));

    [TestCase('[', ']')]
    [TestCase('{', '}')]
    public async Task Deep_nesting_is_refused(char open, char close)
    {
        const int Depth = 200_000;
        var inner = open == '[' ? "" : "\"a\":";
        var nested = new StringBuilder().Insert(0, $"{open}{inner}", Depth).Append(open == '[' ? "" : "1").Append(close, Depth);
        await ErrorCodeAsync(nested.ToString());
        await ErrorCodeAsync($$"""{"jsonrpc":"2.0","id":1,"method":"eth_call","params":{{nested}}}""");
    }

    [Test]
    public async Task A_body_of_forty_megabytes_is_refused()
    {
        using var body = Json($$"""{"jsonrpc":"2.0","id":1,"method":"eth_call","params":["{{new string('a', 40_000_000)}}"]}""");
        try
        {
            using var response = await _node.Caller.PostAsync(body);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        }
        catch (HttpRequestException)
        {
            Assert.That(await _node.Caller.QuantityAsync("eth_chainId"), Is.EqualTo(3077), "the connection may be cut, the node may not");
        }
        Assert.That(_node.ResidentBytes, Is.LessThan(1_500_000_000));
    }

    [Test]
    public async Task A_batch_of_ten_thousand_is_refused_or_bounded()
    {
        var batch = $"[{string.Join(',', Enumerable.Repeat("""{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}""", 10_000))}]";
        Assert.That(await ErrorCodeAsync(batch), Is.LessThan(0));
    }

    [Test]
    public async Task A_batch_whose_answers_are_huge_is_bounded()
    {
        const string Giver = "0x00000000000000000000000000000000000000aa"; // its code returns a million zero bytes
        var call = $$$"""{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"{{{Giver}}}"},"latest",{"{{{Giver}}}":{"code":"0x620f42406000f3"}}]}""";
        using var body = Json($"[{string.Join(',', Enumerable.Repeat(call, 500))}]");
        using var response = await _node.Caller.PostAsync(body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.That(answer, Has.Length.LessThan(100_000_000), "500 answers of 2 MB each are more than any client wants");
    }

    [TestCase("""[{"fromBlock":"0x0","toBlock":"0xffffffffffffffff"}]""")]
    [TestCase("""[{"fromBlock":"0x0","toBlock":"latest"}]""")]
    [TestCase("""[{"fromBlock":"0xffffffff","toBlock":"0x0"}]""")]
    [TestCase("""[{"fromBlock":"0x10000000000000000","toBlock":"latest"}]""")]
    [TestCase("""[{"fromBlock":"-0x1"}]""")]
    [TestCase("""[{"blockHash":"0x00","fromBlock":"0x0"}]""")]
    [TestCase("""[{"topics":[[],[],[],[],[]]}]""")]
    [TestCase("""[{"topics":"0x00"}]""")]
    [TestCase("""[{"address":["0x00"]}]""")]
    public async Task A_hostile_log_query_is_answered_at_once(string parameters)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await CallAsync("eth_getLogs", parameters);
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(QuickMax));
        RequireCallersFault(answer, mayAnswer: true);
    }

    [Test]
    public async Task A_log_query_with_a_hundred_thousand_addresses_is_refused()
    {
        var addresses = string.Join(',', Enumerable.Range(0, 100_000).Select(static i => $"\"0x{i:x40}\""));
        RequireCallersFault(await CallAsync("eth_getLogs", $$"""[{"address":[{{addresses}}]}]"""), mayAnswer: false);
    }

    [Test]
    public async Task Wrong_types_are_the_callers_fault_and_never_an_internal_error(
        [Values("eth_getBalance", "eth_call", "eth_getBlockByNumber", "eth_getBlockByHash", "eth_getLogs", "eth_getStorageAt", "eth_getTransactionByHash",
            "eth_sendRawTransaction", "eth_estimateGas", "eth_getProof", "eth_feeHistory", "eth_newFilter", "eth_getFilterChanges", "eth_createAccessList",
            "eth_getTransactionReceipt", "eth_getBlockReceipts", "eth_getCode", "eth_getTransactionCount", "eth_getTransactionByBlockNumberAndIndex",
            "eth_uninstallFilter", "txpool_contentFrom")] string method)
    {
        foreach (var parameters in WrongParameters)
        {
            RequireCallersFault(await CallAsync(method, parameters), mayAnswer: true);
        }
    }

    [TestCase("eth_call", """[{"data":"0x5b600056"},"latest"]""")]
    [TestCase("eth_estimateGas", """[{"data":"0x5b600056"}]""")]
    [TestCase("eth_call", """[{"data":"0x5b60006000fd600056","gas":"0xffffffffffffffff"},"latest"]""")]
    [TestCase("eth_feeHistory", """["0xffffffff","latest",[1,2,3]]""")]
    [TestCase("eth_getBlockByNumber", """["0xffffffffffffffff",true]""")]
    public async Task An_endless_request_ends(string method, string parameters)
    {
        var start = Stopwatch.GetTimestamp();
        RequireCallersFault(await CallAsync(method, parameters), mayAnswer: true);
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(QuickMax));
    }

    [Test]
    public async Task An_unknown_method_is_named_so()
    {
        Assert.That((await CallAsync("eth_unheardOf", "[]")).GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(MethodNotFound));
        Assert.That((await CallAsync(new string('x', 100_000), "[]")).GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(MethodNotFound));
    }

    [Test]
    public async Task Other_verbs_and_content_types_are_refused_as_geth_refuses_them()
    {
        using var http = new HttpClient();
        using var put = await http.PutAsync(_node.Rpc, Json("{}"));
        Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        using var text = await http.PostAsync(_node.Rpc, new StringContent("""{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}""", Encoding.UTF8, "text/plain"));
        Assert.That(text.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        using var probe = await http.GetAsync(_node.Rpc);
        Assert.That(probe.StatusCode, Is.EqualTo(HttpStatusCode.OK), "an empty GET is a load balancer's probe");
    }

    [Test]
    public async Task A_foreign_host_name_is_refused_so_that_a_web_page_cannot_reach_the_node()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, _node.Rpc) { Content = Json("""{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}""") };
        request.Headers.Host = "attacker.example";
        using var response = await http.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static void RequireCallersFault(JsonElement answer, bool mayAnswer)
    {
        if (!answer.TryGetProperty("error", out var error))
        {
            Assert.That(mayAnswer, Is.True, $"an answer where a refusal was due: {answer}");
            return;
        }
        var code = error.GetProperty("code").GetInt32();
        Assert.That(code, Is.Not.EqualTo(InternalError).And.Not.EqualTo(MethodNotFound), answer.ToString());
        Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty.And.Not.Contain("Exception").And.Not.Contain("   at "), "no stack of the node's");
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private async Task<JsonElement> CallAsync(string method, string parameters) =>
        await AnswerAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");

    private async Task<JsonElement> AnswerAsync(string body)
    {
        using var content = Json(body);
        using var response = await _node.Caller.PostAsync(content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.LessThan(500), text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>The error code of the answer; of a batch, of its first.</summary>
    private async Task<int> ErrorCodeAsync(string body)
    {
        var answer = await AnswerAsync(body);
        var first = answer.ValueKind == JsonValueKind.Array ? answer[0] : answer;
        Assert.That(first.TryGetProperty("error", out var error), Is.True, first.ToString());
        return error.GetProperty("code").GetInt32();
    }
}
