using System.Text;
using System.Text.Json;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using CsCheck;

namespace Cos.Rpc.Tests.Json;

public sealed class JsonSinkTests
{
    [Test]
    public void Commas_stand_between_values_and_nowhere_else()
    {
        using var sink = new JsonSink();
        sink.OpenObject();
        sink.Name("a"u8);
        sink.OpenArray();
        sink.Quantity(0UL);
        sink.Null();
        sink.OpenObject();
        sink.CloseObject();
        sink.OpenArray();
        sink.CloseArray();
        sink.Flag(true);
        sink.CloseArray();
        sink.Name("b"u8);
        sink.Text("x");
        sink.Name("c"u8);
        sink.Bytes([0xab, 0x01]);
        sink.CloseObject();
        Assert.That(Encoding.UTF8.GetString(sink.WrittenSpan), Is.EqualTo("""{"a":["0x0",null,{},[],true],"b":"x","c":"0xab01"}"""));
    }

    [Test]
    public void A_string_that_ends_like_an_opening_still_gets_its_comma()
    {
        using var sink = new JsonSink();
        sink.OpenArray();
        foreach (string text in (string[])["[", "{", ":", ""]) sink.Text(text);
        sink.CloseArray();
        Assert.That(Encoding.UTF8.GetString(sink.WrittenSpan), Is.EqualTo("""["[","{",":",""]"""));
    }

    [Test]
    public void Any_string_reads_back_the_same() => Gen.String.Sample(text =>
    {
        using var sink = new JsonSink();
        sink.Text(text);
        string wanted = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)); // lone surrogates are replaced
        return JsonElement.Parse(sink.WrittenSpan).GetString() == wanted;
    });

    [Test]
    public void Any_quantity_reads_back_the_same() => Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, Gen.Int[0, 4]).Sample((a, b, c, d, limbs) =>
    {
        var value = new UInt256(a, limbs > 1 ? b : 0, limbs > 2 ? c : 0, limbs > 3 ? d : 0);
        using var sink = new JsonSink();
        sink.Quantity(in value);
        string text = JsonElement.Parse(sink.WrittenSpan).GetString()!;
        return text == value.ToHex() && HexText.TryReadQuantity(Encoding.ASCII.GetBytes(text), out UInt256 back) && back == value;
    });

    [Test]
    public void What_is_cut_off_is_as_if_never_written()
    {
        using var sink = new JsonSink();
        sink.OpenArray();
        sink.Number(1L);
        int mark = sink.Length;
        sink.Text(new string('x', 10_000));
        sink.Truncate(mark);
        sink.Number(2L);
        sink.CloseArray();
        Assert.That(Encoding.UTF8.GetString(sink.WrittenSpan), Is.EqualTo("[1,2]"));
    }

    [TestCase("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")]
    [TestCase("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    public void An_address_shows_its_checksum(string plain, string checksummed)
    {
        Assert.That(Address.TryParse(plain, out Address address), Is.True);
        Assert.That(AddressText.Checksummed(in address), Is.EqualTo(checksummed));
    }
}
