using System.Text;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Tests.JsonRpc;

public sealed class EnvelopeTests
{
    private static readonly MethodTable Methods = new([RpcMethod.Light("m", static (ref _, sink) => { sink.Null(); return null; })]);

    [Test]
    public void A_call_is_split_into_id_method_and_params()
    {
        Assert.That(Read("""{"jsonrpc":"2.0","id":7,"method":"m","params":[1, {"a":[]}]}""", out RpcRequest one, out var batch), Is.Null);
        Assert.That(batch, Is.Null);
        Assert.That(Text(one.Id), Is.EqualTo("7"));
        Assert.That(one.Method?.Name, Is.EqualTo("m"));
        Assert.That(Text(one.Params), Is.EqualTo("""[1, {"a":[]}]"""));
    }

    [TestCase("\"a\\\"b\"")]
    [TestCase("0")]
    [TestCase("-1.5e3")]
    [TestCase("null")]
    [TestCase("123456789012345678901234567890")]
    public void An_id_is_kept_as_it_was_written(string id)
    {
        Read($$"""{"id":{{id}},"jsonrpc":"2.0","method":"m"}""", out RpcRequest one, out _);
        Assert.That(Text(one.Id), Is.EqualTo(id));
        Assert.That(one.Error, Is.Null);
    }

    [TestCase("""{"jsonrpc":"2.0","id":{},"method":"m"}""")]
    [TestCase("""{"jsonrpc":"2.0","id":[1],"method":"m"}""")]
    [TestCase("""{"jsonrpc":"2.0","id":true,"method":"m"}""")]
    [TestCase("""{"jsonrpc":"1.0","id":1,"method":"m"}""")]
    [TestCase("""{"id":1,"method":"m"}""")]
    [TestCase("""{"jsonrpc":"2.0","id":1}""")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":5}""")]
    [TestCase("""{"jsonrpc":["2.0"],"id":1,"method":"m"}""")]
    [TestCase("5")]
    [TestCase("null")]
    [TestCase("\"m\"")]
    public void What_is_no_request_is_an_invalid_request(string body)
    {
        Assert.That(Read(body, out RpcRequest one, out _), Is.Null);
        Assert.That(one.Error?.Code, Is.EqualTo(RpcError.RequestCode));
        Assert.That(one.IsNotification, Is.False);
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[")]
    [TestCase("[{]")]
    [TestCase("{}{}")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"m",}""")]
    [TestCase("""{"jsonrpc":"2.0","id":01,"method":"m"}""")]
    [TestCase("{'jsonrpc':'2.0'}")]
    [TestCase("\u0001")]
    public void What_is_no_json_is_a_parse_error(string body) => Assert.That(Read(body, out _, out _)?.Code, Is.EqualTo(RpcError.ParseCode));

    [Test]
    public void Nesting_beyond_the_bound_is_a_parse_error()
    {
        string deep = new string('[', 5000) + new string(']', 5000);
        Assert.That(Read($$"""{"jsonrpc":"2.0","id":1,"method":"m","params":{{deep}}}""", out _, out _)?.Code, Is.EqualTo(RpcError.ParseCode));
        Assert.That(Read(deep, out _, out _)?.Code, Is.EqualTo(RpcError.ParseCode));
    }

    [Test]
    public void Of_duplicate_members_the_last_counts()
    {
        Read("""{"jsonrpc":"2.0","id":1,"id":2,"method":"x","method":"m"}""", out RpcRequest one, out _);
        Assert.That(Text(one.Id), Is.EqualTo("2"));
        Assert.That(one.Method?.Name, Is.EqualTo("m"));
        Assert.That(one.Error, Is.Null);
    }

    [Test]
    public void A_call_without_an_id_is_a_notification()
    {
        Read("""{"jsonrpc":"2.0","method":"m"}""", out RpcRequest one, out _);
        Assert.That(one.IsNotification, Is.True);
    }

    [Test]
    public void An_unknown_method_is_named_in_its_refusal()
    {
        Read("""{"jsonrpc":"2.0","id":1,"method":"eth_nothing"}""", out RpcRequest one, out _);
        Assert.That(one.Error, Is.EqualTo(new RpcError(RpcError.MethodCode, "the method eth_nothing does not exist/is not available")));
    }

    [Test]
    public void A_batch_keeps_its_order_and_its_bad_items()
    {
        Read("""[{"jsonrpc":"2.0","id":1,"method":"m"},5,{"jsonrpc":"2.0","id":2,"method":"m"}]""", out _, out var batch);
        Assert.That(batch!.Select(item => Text(item.Id)), Is.EqualTo(new[] { "1", "", "2" }));
        Assert.That(batch![1].Error?.Code, Is.EqualTo(RpcError.RequestCode));
    }

    [Test]
    public void A_batch_is_neither_empty_nor_too_long()
    {
        Assert.That(Read("[]", out _, out _), Is.EqualTo(RpcError.EmptyBatch));
        Assert.That(Read($"[{string.Join(',', Enumerable.Repeat("5", 10))}]", out _, out _), Is.Null);
        Assert.That(Read($"[{string.Join(',', Enumerable.Repeat("5", 11))}]", out _, out _), Is.EqualTo(RpcError.BatchTooLarge));
    }

    [Test]
    public void Any_cut_of_a_good_body_is_refused_without_an_exception()
    {
        const string body = """[{"jsonrpc":"2.0","id":"x","method":"m","params":["0x1",{"a":null}]}]""";
        for (int length = 0; length < body.Length; length++) Assert.That(Read(body[..length], out _, out _)?.Code, Is.EqualTo(RpcError.ParseCode), body[..length]);
        Assert.That(Read(body, out _, out _), Is.Null);
    }

    [Test]
    public void An_id_that_is_no_utf8_is_not_echoed()
    {
        byte[] body = [.. """{"jsonrpc":"2.0","method":"m","id":"x"""u8, 0xff, .. "\"}"u8];
        Assert.That(new EnvelopeReader(Methods, 10).Read(body, out RpcRequest one, out _)?.Code ?? one.Error?.Code, Is.AnyOf(RpcError.RequestCode, RpcError.ParseCode));
    }

    private static RpcError? Read(string body, out RpcRequest one, out List<RpcRequest>? batch) =>
        new EnvelopeReader(Methods, 10).Read(Encoding.UTF8.GetBytes(body), out one, out batch);

    private static string Text(ReadOnlyMemory<byte> raw) => Encoding.UTF8.GetString(raw.Span);
}
