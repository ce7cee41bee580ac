using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;

namespace Cos.Rpc.Tests.JsonRpc;

public sealed class TransportTests
{
    private RunningChain _chain = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _chain = await RunningChain.StartAsync(new RpcLimits { ResponseBytesMax = 20_000, AllowedOrigins = ["https://wallet.example"] });

    [OneTimeTearDown]
    public async Task StopAsync() => await _chain.DisposeAsync();

    [Test]
    public async Task An_empty_get_says_that_the_node_is_there() => Assert.That(await StatusAsync(HttpMethod.Get, null), Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Put_and_delete_are_not_allowed()
    {
        Assert.That(await StatusAsync(HttpMethod.Put, Json("{}")), Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(await StatusAsync(HttpMethod.Delete, null), Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [TestCase("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [TestCase("application/json; charset=utf-8", HttpStatusCode.OK)]
    [TestCase("application/json-rpc", HttpStatusCode.OK)]
    public async Task Only_json_is_taken(string type, HttpStatusCode status)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(RunningChain.Body("eth_chainId")));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        Assert.That(await StatusAsync(HttpMethod.Post, content), Is.EqualTo(status));
    }

    [Test]
    public async Task A_body_over_the_limit_is_refused()
    {
        Assert.That(await StatusAsync(HttpMethod.Post, Json(new string(' ', (5 * 1024 * 1024) + 1))), Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task A_large_body_under_the_limit_is_read_whole()
    {
        string padded = RunningChain.Body("eth_chainId") + new string(' ', 4 * 1024 * 1024);
        Assert.That(await _chain.PostAsync(padded), Is.EqualTo("""{"jsonrpc":"2.0","id":1,"result":"0xc05"}"""));
    }

    [TestCase("evil.example", HttpStatusCode.Forbidden)]
    [TestCase("localhost:8545", HttpStatusCode.OK)]
    [TestCase("127.0.0.1", HttpStatusCode.OK)]
    [TestCase("[::1]:80", HttpStatusCode.OK)]
    public async Task A_name_that_is_not_ours_is_not_served(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _chain.Address) { Content = Json(RunningChain.Body("eth_chainId")) };
        request.Headers.Host = host;
        using HttpResponseMessage response = await _chain.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [TestCase("https://wallet.example", "https://wallet.example")]
    [TestCase("https://other.example", null)]
    public async Task Only_named_origins_may_read_the_answers(string origin, string? allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _chain.Address) { Content = Json(RunningChain.Body("eth_chainId")) };
        request.Headers.Add("Origin", origin);
        using HttpResponseMessage response = await _chain.SendAsync(request);
        Assert.That(response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null, Is.EqualTo(allowed));
    }

    [Test]
    public async Task A_batch_is_answered_in_order_and_notifications_are_not()
    {
        string answer = await _chain.PostAsync("""
            [{"jsonrpc":"2.0","id":"a","method":"eth_chainId"},{"jsonrpc":"2.0","method":"eth_chainId"},7,{"jsonrpc":"2.0","id":null,"method":"nope"},
             {"jsonrpc":"2.0","id":2,"method":"eth_blockNumber","params":[]}]
            """);
        JsonElement[] items = [.. JsonElement.Parse(answer).EnumerateArray()];
        Assert.That(items.Select(item => item.GetProperty("id").ToString()), Is.EqualTo(new[] { "a", "", "", "2" }));
        Assert.That(items[0].GetProperty("result").GetString(), Is.EqualTo("0xc05"));
        Assert.That(items[1].GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32600));
        Assert.That(items[2].GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32601));
    }

    [TestCase("""{"jsonrpc":"2.0","method":"eth_chainId"}""")]
    [TestCase("""[{"jsonrpc":"2.0","method":"eth_chainId"}]""")]
    [TestCase("""{"jsonrpc":"2.0","method":"no_such"}""")]
    public async Task Nothing_is_answered_to_notifications(string body) => Assert.That(await _chain.PostAsync(body), Is.Empty);

    [Test]
    public async Task A_batch_whose_answers_grow_too_long_is_cut_with_refusals()
    {
        string one = RunningChain.Body("eth_getBlockByNumber", "\"latest\"", "false");
        JsonElement[] items = [.. JsonElement.Parse(await _chain.PostAsync($"[{string.Join(',', Enumerable.Repeat(one, 30))}]")).EnumerateArray()];
        Assert.That(items, Has.Length.EqualTo(30));
        Assert.That(items[0].TryGetProperty("result", out _), Is.True);
        Assert.That(items[^1].GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32003));
    }

    [TestCase("{\"jsonrpc\":\"2.0\"", -32700)]
    [TestCase("[]", -32600)]
    [TestCase("{}", -32600)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0x12"]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":{"address":"0x12"}}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":[[[[]]]]}]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_call","params":["x"]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"topics":[[[]]]}]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"address":{"a":1}}]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_feeHistory","params":[1e400,"latest",[]]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_feeHistory","params":["0x1","latest",[50,10]]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_feeHistory","params":["0x1","latest",[101]]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_getProof","params":["0x0000000000000000000000000000000000000001",[{}]]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["zz"]}""", -32602)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x05aa"]}""", -32000)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x"]}""", -32000)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}""", -32000)]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"eth_fillTransaction","params":[{}]}""", -32601)]
    public async Task A_bad_call_gets_its_code(string body, int code) =>
        Assert.That(JsonElement.Parse(await _chain.PostAsync(body)).GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(code));

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, _chain.Address) { Content = content };
        using HttpResponseMessage response = await _chain.SendAsync(request);
        return response.StatusCode;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
