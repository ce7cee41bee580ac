using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cos.Primitives.Codec.Abi;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Codec.Abi;

public sealed class AbiTests
{
    private const int DepthMax = 3;

    private static readonly Gen<AbiType> Leaf = Gen.OneOf(
        Gen.Int[1, 32].Select(n => (AbiType)new AbiType.Unsigned(n * 8)), Gen.Int[1, 32].Select(n => (AbiType)new AbiType.Signed(n * 8)),
        Gen.Int[1, 32].Select(n => (AbiType)new AbiType.FixedBytes(n)), Gen.OneOf(Gen.Const(AbiType.Address), Gen.Const(AbiType.Bool), Gen.Const(AbiType.Bytes), Gen.Const(AbiType.String)));

    private static readonly Gen<AbiType> Type = Gen.Recursive<AbiType>((depth, inner) => depth > DepthMax ? Leaf : Gen.OneOf(
        Leaf, inner.Select(t => (AbiType)new AbiType.List(t)), Gen.Select(inner, Gen.Int[1, 3], (t, k) => (AbiType)new AbiType.FixedList(t, k)),
        inner.Array[1, 3].Select(m => (AbiType)new AbiType.Tuple([.. m]))));

    private static readonly Gen<(AbiType Type, AbiValue Value)> Typed = Type.SelectMany(t => ValueOf(t).Select(v => (t, v)));

    private static Gen<AbiValue> ValueOf(AbiType type) => type switch
    {
        AbiType.Unsigned u => Generators.Word.Select(w => (AbiValue)new AbiValue.Number(w >> (256 - u.Bits))),
        AbiType.Signed s => Generators.Word.Select(w => (AbiValue)new AbiValue.Number(UInt256.SignExtend((ulong)((s.Bits / 8) - 1), w))),
        AbiType.Account => Generators.Account.Select(a => (AbiValue)new AbiValue.Account(a)),
        AbiType.Flag => Gen.Bool.Select(b => (AbiValue)new AbiValue.Flag(b)),
        AbiType.FixedBytes f => Gen.Byte.Array[f.Length].Select(b => (AbiValue)new AbiValue.Bytes(b)),
        AbiType.DynamicBytes => Gen.Byte.Array[0, 70].Select(b => (AbiValue)new AbiValue.Bytes(b)),
        AbiType.Text => Gen.String[0, 40].Select(s => (AbiValue)new AbiValue.Text(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(s)))),
        AbiType.List l => ValueOf(l.Element).Array[0, 3].Select(v => (AbiValue)new AbiValue.List([.. v])),
        AbiType.FixedList l => ValueOf(l.Element).Array[l.Count].Select(v => (AbiValue)new AbiValue.List([.. v])),
        AbiType.Tuple t => t.Members.Select(ValueOf).Aggregate(
            Gen.Const(ImmutableArray<AbiValue>.Empty), (all, next) => Gen.Select(all, next, (a, v) => a.Add(v))).Select(a => (AbiValue)new AbiValue.List(a)),
        _ => throw new InvalidOperationException(type.ToString()),
    };

    [Test]
    public void Agrees_with_every_public_vector()
    {
        int seen = 0;
        foreach ((string _, JsonProperty test) in Vectors.Under("ABITests"))
        {
            seen++;
            AbiType[] types = [.. test.Value.GetProperty("types").EnumerateArray().Select(t => AbiSignature.TryParseType(t.GetString()!, out AbiType? type) ? type : throw new FormatException())];
            AbiValue[] values = [.. test.Value.GetProperty("args").EnumerateArray().Select((a, i) => FromJson(types[i], a))];
            string expected = "0x" + test.Value.GetProperty("result").GetString();
            Assert.That(Hex.Encode(AbiEncoder.Encode(types, values)), Is.EqualTo(expected), test.Name);
            Hex.TryDecode(expected, out byte[] encoded);
            Assert.That(AbiDecoder.TryDecode(types, encoded, out ImmutableArray<AbiValue> back), Is.True, test.Name);
            Assert.That(AbiEncoder.Encode(types, back.AsSpan()), Is.EqualTo(encoded), test.Name);
        }

        Assert.That(seen, Is.EqualTo(3));
    }

    [Test]
    public void Decodes_what_it_encodes() => Typed.Array[0, 3].Sample(members =>
    {
        AbiType[] types = [.. members.Select(m => m.Type)];
        byte[] encoded = AbiEncoder.Encode(types, [.. members.Select(m => m.Value)]);
        return encoded.Length % 32 == 0 && AbiDecoder.TryDecode(types, encoded, out ImmutableArray<AbiValue> back)
            && AbiEncoder.Encode(types, back.AsSpan()).AsSpan().SequenceEqual(encoded);
    }, iter: 10_000);

    [Test]
    public void Accepts_only_canonical_bytes_whatever_is_damaged() => Gen.Select(Typed, Gen.Int[0, 5_000], Gen.OneOf(Gen.Byte, Gen.Byte[0, 64])).Sample((member, at, with) =>
    {
        byte[] encoded = AbiEncoder.Encode([member.Type], [member.Value]);
        encoded[at % encoded.Length] = with;
        return !AbiDecoder.TryDecode([member.Type], encoded, out ImmutableArray<AbiValue> back) || AbiEncoder.Encode([member.Type], back.AsSpan()).AsSpan().SequenceEqual(encoded);
    }, iter: 20_000);

    [Test]
    public void Never_throws_on_random_bytes() => Gen.Select(Type, Gen.Byte[0, 64].Array[0, 400]).Sample((type, bytes) =>
        AbiDecoder.TryDecode([type], bytes, out _) || true, iter: 20_000);

    [Test]
    public void Reads_back_the_names_it_writes() => Type.Array[0, 4].Sample(types =>
    {
        AbiSignature signature = new("f", [.. types]);
        return AbiSignature.TryParse(signature.ToString(), out AbiSignature? back) && back.ToString() == signature.ToString();
    });

    [TestCase("transfer(address,uint256)", 0xa9059cbbu)]
    [TestCase("balanceOf(address)", 0x70a08231u)]
    [TestCase("Error(string)", 0x08c379a0u)]
    [TestCase("Panic(uint256)", 0x4e487b71u)]
    public void Knows_selectors(string signature, uint selector)
    {
        Assert.That(AbiSelector.Of(signature).Value, Is.EqualTo(selector));
        Assert.That(AbiSignature.TryParse(signature, out AbiSignature? parsed) ? parsed.Selector.Value : 0, Is.EqualTo(selector));
    }

    [Test]
    public void Writes_the_canonical_name_of_an_alias() =>
        Assert.That(AbiSignature.TryParse("f(uint,(int,bytes)[2][])", out AbiSignature? s) ? s.ToString() : "", Is.EqualTo("f(uint256,(int256,bytes)[2][])"));

    [TestCase("uint7")]
    [TestCase("uint264")]
    [TestCase("uint08")]
    [TestCase("bytes0")]
    [TestCase("bytes33")]
    [TestCase("uint256[0]")]
    [TestCase("()")]
    [TestCase("uint256[")]
    [TestCase("uint256[1024][1024]")]
    [TestCase("uint256[][][][][][][][][]")]
    [TestCase("((((((((((uint256))))))))))")]
    [TestCase("uint256 ")]
    [TestCase("address8")]
    [TestCase("")]
    public void Refuses_what_is_no_type(string text) => Assert.That(AbiSignature.TryParseType(text, out _), Is.False);

    [Test]
    public void Refuses_offsets_that_point_back_or_ahead()
    {
        AbiType[] types = [new AbiType.List(AbiType.Bytes)];
        byte[] encoded = AbiEncoder.Encode(types, [new AbiValue.List([new AbiValue.Bytes(new byte[] { 1 }), new AbiValue.Bytes(new byte[] { 2 })])]);
        foreach (byte offset in new byte[] { 0x00, 0x20, 0x40, 0x60, 0x80, 0xa0, 0xff })
        {
            byte[] hostile = [.. encoded];
            hostile[(3 * 32) + 31] = offset; // the second element's offset, 0x80 in truth
            Assert.That(AbiDecoder.TryDecode(types, hostile, out _), Is.EqualTo(offset == 0x80), offset.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Test]
    public void Refuses_huge_counts()
    {
        byte[] hostile = new byte[96];
        hostile[31] = 0x20;
        hostile.AsSpan(32, 32).Fill(0xff);
        Assert.That(AbiDecoder.TryDecode([new AbiType.List(AbiType.UInt256)], hostile, out _), Is.False);
        Assert.That(AbiDecoder.TryDecode([AbiType.Bytes], hostile, out _), Is.False);
    }

    [Test]
    public void Passes_over_bytes_behind_the_arguments_only_when_asked()
    {
        byte[] tagged = [.. AbiEncoder.Encode([AbiType.Bool], [new AbiValue.Flag(true)]), 0xab];
        Assert.That(AbiDecoder.TryDecode([AbiType.Bool], tagged, out _), Is.False);
        Assert.That(AbiDecoder.TryDecodePrefix([AbiType.Bool], tagged, out _, out int consumed), Is.True);
        Assert.That(consumed, Is.EqualTo(32));
    }

    [Test]
    public void Puts_revert_data_into_words()
    {
        Assert.That(RevertReason.TryDecode(RevertReason.Encode("余额不足"), out string? text) ? text : "", Is.EqualTo("余额不足"));
        Assert.That(RevertReason.TryDecode(RevertReason.EncodePanic(0x11), out text) ? text : "", Is.EqualTo("arithmetic underflow or overflow"));
        Assert.That(RevertReason.TryDecode(RevertReason.EncodePanic(0x99), out text) ? text : "", Is.EqualTo("unknown panic code: 0x99"));
        Assert.That(RevertReason.TryDecode([1, 2, 3], out _) || RevertReason.TryDecode([1, 2, 3, 4, 5], out _), Is.False);
    }

    [Test]
    public void Reads_a_reason_that_a_contract_padded_by_hand_or_not_at_all()
    {
        byte[] padded = RevertReason.Encode("no");
        padded[^1] = 7;
        Assert.That(RevertReason.TryDecode(padded, out string? text) ? text : "", Is.EqualTo("no"));
        Assert.That(RevertReason.TryDecode(padded.AsSpan(0, padded.Length - 30), out text) ? text : "", Is.EqualTo("no"));
        Assert.That(RevertReason.TryDecode(padded.AsSpan(0, padded.Length - 31), out _), Is.False, "a byte of the text is missing");
    }

    [Test]
    public void Never_throws_on_random_revert_data() => Gen.Byte[0, 64].Array[0, 200].Sample(tail =>
        RevertReason.TryDecode([0x08, 0xc3, 0x79, 0xa0, .. tail], out _) || true);

    private static AbiValue FromJson(AbiType type, JsonElement json) => type switch
    {
        AbiType.Unsigned => new AbiValue.Number(json.GetUInt64()),
        AbiType.Account => new AbiValue.Account(Address.TryParse(json.GetString(), out Address a) ? a : throw new FormatException()),
        AbiType.FixedBytes or AbiType.DynamicBytes => new AbiValue.Bytes(Encoding.ASCII.GetBytes(json.GetString()!)),
        AbiType.List l => new AbiValue.List([.. json.EnumerateArray().Select(e => FromJson(l.Element, e))]),
        _ => throw new InvalidOperationException(type.ToString()),
    };
}
