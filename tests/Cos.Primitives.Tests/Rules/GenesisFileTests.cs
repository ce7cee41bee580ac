using System.Collections.Immutable;
using System.Text;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Rules;

public sealed class GenesisFileTests
{
    private const string Smallest = """
        {
          "config": {
            "chainId": 3077, "londonBlock": 0, "shanghaiTime": "0x0",
            "cos": {
              "name": "dev", "genesisMilliseconds": 1767225600500, "seats": 2, "slotMilliseconds": "250",
              "seatHolders": [ { "name": "one", "address": "0x1111111111111111111111111111111111111111",
                                 "key": "0x2222222222222222222222222222222222222222222222222222222222222222" } ]
            }
          },
          "gasLimit": "0xbebc200",
          "timestamp": "0x6955b900",
          "alloc": {
            "0x00000000000000000000000000000000000c05a6": { "balance": "102399999999999999999999999999" },
            "F39Fd6e51aad88F6F4ce6aB8827279cffFb92266": { "balance": "0x1", "nonce": 5, "code": "0x6000", "storage": { "0x02": "0x3", "7": 0, "0x01": "0x04" } }
          }
        }
        """;

    private static ImmutableArray<string> Mistakes(string json)
    {
        Assert.That(GenesisFile.TryParse(Encoding.UTF8.GetBytes(json), out _, out ImmutableArray<string> errors), Is.EqualTo(errors.IsEmpty));
        return errors;
    }

    private static string Only(string json)
    {
        ImmutableArray<string> mistakes = Mistakes(json);
        Assert.That(mistakes, Has.Length.EqualTo(1), string.Join('\n', mistakes));
        return mistakes[0];
    }

    private static ChainSpec Parse(ReadOnlySpan<byte> json)
    {
        bool parsed = GenesisFile.TryParse(json, out ChainSpec? spec, out ImmutableArray<string> errors);
        Assert.That(parsed, Is.True, string.Join('\n', errors));
        return spec!;
    }

    [Test]
    public void Reads_a_chain()
    {
        ChainSpec spec = Parse(Encoding.UTF8.GetBytes(Smallest));
        Assert.That((spec.Name, spec.Rules.ChainId, spec.GasLimit), Is.EqualTo(("dev", 3077UL, 200_000_000UL)));
        Assert.That((spec.Dpos.SlotMilliseconds, spec.Dpos.Seats, spec.Dpos.SlotsPerTurn, spec.Dpos.GenesisMilliseconds), Is.EqualTo((250UL, 2, 4UL, 1767225600500UL)));
        Assert.That(spec.BaseFeePerGas, Is.EqualTo(spec.Rules.BaseFeeFloor));
        Assert.That(spec.Seats.Single().Name, Is.EqualTo("one"));
        Assert.That(spec.Alloc.Select(a => a.Address), Is.Ordered);
        GenesisAccount account = spec.Alloc[1];
        Assert.That((account.Nonce, account.Balance), Is.EqualTo((5UL, UInt256.One)));
        Assert.That(account.Storage, Is.EqualTo(new (UInt256, UInt256)[] { (1, 4), (2, 3) }), "slots by number, zeros are no slots");
    }

    [Test]
    public void Reads_back_what_it_writes()
    {
        byte[] written = GenesisFile.Write(Parse(Encoding.UTF8.GetBytes(Smallest)));
        ChainSpec again = Parse(written);
        Assert.That(GenesisFile.Write(again), Is.EqualTo(written));
        Assert.That(again.Rules, Is.EqualTo(Parse(Encoding.UTF8.GetBytes(Smallest)).Rules));
        Assert.That(again.Dpos, Is.EqualTo(Parse(Encoding.UTF8.GetBytes(Smallest)).Dpos));
    }

    [TestCase("\"chainId\": 3077,", "", "config.chainId: missing")]
    [TestCase("\"chainId\": 3077", "\"chainId\": \"x\"", "config.chainId: not a number")]
    [TestCase("\"chainId\": 3077", "\"chainId\": 0", "config.chainId: 0 is out of range")]
    [TestCase("\"londonBlock\": 0", "\"londonBlock\": 5", "config.londonBlock: Ethereum's rules up to Osaka")]
    [TestCase("\"londonBlock\"", "\"londinBlock\"", "config.londinBlock: not a known setting")]
    [TestCase("\"seats\": 2", "\"seats\": 0", "config.cos.seats: 0 is out of range")]
    [TestCase("\"seats\": 2", "\"seats\": -2", "config.cos.seats: not a number")]
    [TestCase("\"name\": \"dev\",", "", "config.cos.name: missing")]
    [TestCase("\"name\": \"dev\"", "\"name\": \"\"", "config.cos.name: not a fitting text")]
    [TestCase("\"name\": \"dev\"", "\"name\": \"dev\", \"feeRule\": \"gas\"", "config.cos.feeRule: not a fee rule")]
    [TestCase("\"name\": \"dev\"", "\"name\": \"dev\", \"name\": \"prod\"", "config.cos.name: given twice")]
    [TestCase("0x1111111111111111111111111111111111111111", "0x11", "config.cos.seatHolders[0].address: not an address")]
    [TestCase("\"0x6955b900\"", "5", "timestamp: differs from config.cos.genesisMilliseconds")]
    [TestCase("\"gasLimit\"", "\"baseFeePerGas\": 1, \"gasLimit\"", "baseFeePerGas: 1 wei is below the floor")]
    [TestCase("\"gasLimit\"", "\"extraData\": \"0x00\", \"gasLimit\"", "extraData: the chain computes")]
    [TestCase("\"gasLimit\"", "\"difficulty\": 1, \"gasLimit\"", "difficulty: the chain computes")]
    [TestCase("\"F39Fd6e5", "\"F39F", "alloc.F39F1aad88F6F4ce6aB8827279cffFb92266: not an address")]
    [TestCase("102399999999999999999999999999", "102399999999999999999999999998", "alloc: balances sum to")]
    [TestCase("\"0x6000\"", "\"0x600\"", "alloc.F39Fd6e51aad88F6F4ce6aB8827279cffFb92266.code: not hexadecimal bytes")]
    [TestCase("\"0x02\": \"0x3\"", "\"0x01\": \"0x3\"", "alloc.F39Fd6e51aad88F6F4ce6aB8827279cffFb92266.storage.0x01: given twice")]
    [TestCase("\"0x02\": \"0x3\"", "\"0x0001\": \"0x3\"", "alloc.F39Fd6e51aad88F6F4ce6aB8827279cffFb92266.storage.0x01: the same slot is there twice")]
    [TestCase("\"0x02\": \"0x3\"", "\"two\": \"0x3\"", "alloc.F39Fd6e51aad88F6F4ce6aB8827279cffFb92266.storage.two: not a slot")]
    [TestCase("\"balance\": \"1023", "\"code\": \"0x00\", \"balance\": \"1023", "alloc.0x00000000000000000000000000000000000c05a6.code: the chain itself puts code there")]
    [TestCase("2222222222222222222222222222222222222222222222222222222222222222", "0000000000000000000000000000000000000000000000000000000000000000", "config.cos.seatHolders: a holder has no address or no key")]
    public void Names_the_mistake(string what, string by, string start)
    {
        Assert.That(Smallest, Does.Contain(what));
        string mistake = Only(Smallest.Replace(what, by, StringComparison.Ordinal));
        Assert.That(mistake, Does.StartWith(start));
        Assert.That(mistake, Does.Contain("; "), "and says how to mend it");
    }

    [Test]
    public void Names_producers_who_share_a_key()
    {
        string second = """{ "name": "two", "address": "0x3333333333333333333333333333333333333333", "key": "0x2222222222222222222222222222222222222222222222222222222222222222" }, """;
        Assert.That(Only(Smallest.Replace("[ {", "[ " + second + "{", StringComparison.Ordinal)), Does.StartWith("config.cos.seatHolders: one key holds two places"));
    }

    [Test]
    public void Names_many_mistakes_at_once_but_not_without_end()
    {
        Assert.That(Mistakes("{}"), Has.Length.GreaterThan(4));
        string many = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"x{i}\": 1"));
        Assert.That(Mistakes($"{{{many}}}"), Has.Length.EqualTo(GenesisFile.MistakesMax));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{\"a\\ud800\": 1}")]
    [TestCase("{\"config\": \"\\u0041\\uDFFF\"}")]
    [TestCase("null")]
    [TestCase("{} {}")]
    [TestCase("[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]")]
    public void Refuses_what_is_no_object(string json) => Assert.That(Mistakes(json), Is.Not.Empty);

    [Test]
    public void Never_throws_on_a_damaged_file() => Gen.Select(Gen.Int[0, 2_000], Gen.OneOf(Gen.Byte, Gen.Byte[32, 126])).Sample((at, with) =>
    {
        byte[] json = Encoding.UTF8.GetBytes(Smallest);
        json[at % json.Length] = with;
        return GenesisFile.TryParse(json, out _, out ImmutableArray<string> errors) == errors.IsEmpty;
    }, iter: 5_000);
}
