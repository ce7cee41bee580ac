using System.Text;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Tests.JsonRpc;

public sealed class ArgumentTests
{
    private delegate bool Read(ref Arguments arguments);

    [Test]
    public void A_missing_argument_is_named_by_its_place()
    {
        Assert.That(Refused("[]", (ref a) => a.Address(out _)), Is.EqualTo("missing value for required argument 0"));
        Assert.That(Refused("[\"0x1\"]", (ref a) => a.Quantity(out _) && a.Quantity(out _)), Is.EqualTo("missing value for required argument 1"));
        Assert.That(Refused("", (ref a) => a.Quantity(out _)), Is.EqualTo("missing value for required argument 0"));
        Assert.That(Refused("[null]", (ref a) => a.Quantity(out _)), Is.EqualTo("missing value for required argument 0"));
    }

    [Test]
    public void Too_many_arguments_are_refused() =>
        Assert.That(Refused("[\"0x1\",2]", (ref a) => a.Quantity(out _) && a.End()), Is.EqualTo("too many arguments, want at most 1"));

    [TestCase("{}")]
    [TestCase("5")]
    [TestCase("\"x\"")]
    public void Arguments_come_in_an_array(string parameters) => Assert.That(Refused(parameters, (ref a) => a.End()), Is.EqualTo("non-array args"));

    [TestCase("\"0x\"")]
    [TestCase("\"0x01\"")]
    [TestCase("\"1\"")]
    [TestCase("\"0xg\"")]
    [TestCase("1")]
    [TestCase("[]")]
    [TestCase("{\"a\":1}")]
    [TestCase("true")]
    [TestCase("\"0x10000000000000000\"")]
    [TestCase("\"\\u0030x1\"")]
    public void What_is_no_quantity_is_refused(string value) =>
        Assert.That(Refused($"[{value}]", (ref a) => a.Quantity(out _) && a.End()), Does.StartWith("invalid argument 0: expected a quantity"));

    [TestCase("\"0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226\"")]
    [TestCase("\"f39fd6e51aad88f6f4ce6ab8827279cfffb92266\"")]
    [TestCase("\"0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226z\"")]
    [TestCase("123")]
    public void What_is_no_address_is_refused(string value) =>
        Assert.That(Refused($"[{value}]", (ref a) => a.Address(out _)), Is.EqualTo("invalid argument 0: expected an address of 20 bytes in hex with 0x prefix"));

    [Test]
    public void Absent_and_null_blocks_are_the_newest()
    {
        Assert.That(Block("[]").Tag, Is.EqualTo(BlockTag.Latest));
        Assert.That(Block("[null]").Tag, Is.EqualTo(BlockTag.Latest));
    }

    [TestCase("latest", BlockTag.Latest)]
    [TestCase("pending", BlockTag.Pending)]
    [TestCase("safe", BlockTag.Safe)]
    [TestCase("finalized", BlockTag.Finalized)]
    [TestCase("earliest", BlockTag.Earliest)]
    [TestCase("0x10", BlockTag.Number)]
    public void A_block_is_named_by_tag_or_number(string text, object tag) => Assert.That(Block($"[\"{text}\"]").Tag, Is.EqualTo(tag));

    [Test]
    public void A_block_is_named_by_an_object()
    {
        string hash = "0x" + new string('a', 64);
        BlockSelector byHash = Block($$"""[{"blockHash":"{{hash}}","requireCanonical":true}]""");
        Assert.That((byHash.Tag, byHash.MustBeCanonical, byHash.Hash.ToString()), Is.EqualTo((BlockTag.Hash, true, hash)));
        Assert.That(Block("""[{"blockNumber":"0x5"}]"""), Is.EqualTo(BlockSelector.Of(5)));
        Assert.That(Block($"[\"{hash}\"]").Tag, Is.EqualTo(BlockTag.Hash));
    }

    [TestCase("\"newest\"")]
    [TestCase("5")]
    [TestCase("{}")]
    [TestCase("{\"blockHash\":\"0x12\"}")]
    [TestCase("{\"blockNumber\":{\"blockNumber\":\"0x1\"}}")]
    [TestCase("{\"blockNumber\":\"0x1\",\"blockHash\":\"0x0000000000000000000000000000000000000000000000000000000000000001\"}")]
    public void What_names_no_block_is_refused(string value) => Assert.That(Refused($"[{value}]", (ref a) => a.Block(out _)), Does.StartWith("invalid argument 0: "));

    [Test]
    public void A_slot_may_be_short_or_whole_but_no_longer()
    {
        Assert.That(Refused("[\"0x" + new string('0', 65) + "\"]", (ref a) => a.Slot(out _)), Does.StartWith("invalid argument 0: expected a storage slot"));
        var arguments = new Arguments("[\"0x00\",\"0x0000000000000000000000000000000000000000000000000000000000000010\"]"u8, null, null);
        Assert.That(arguments.Slot(out UInt256 first) & arguments.Slot(out UInt256 second) & arguments.End(), Is.True);
        Assert.That((first, second), Is.EqualTo((UInt256.Zero, (UInt256)16)));
    }

    private static BlockSelector Block(string parameters)
    {
        var arguments = new Arguments(Encoding.UTF8.GetBytes(parameters), null, null);
        Assert.That(arguments.Block(out BlockSelector selector) & arguments.End(), Is.True, arguments.Error?.Message);
        return selector;
    }

    private static string Refused(string parameters, Read read)
    {
        var arguments = new Arguments(Encoding.UTF8.GetBytes(parameters), null, null);
        bool fine = arguments.Error is null && read(ref arguments);
        Assert.That(fine, Is.False);
        Assert.That(arguments.Error?.Code, Is.EqualTo(RpcError.ParamsCode));
        return arguments.Error!.Message;
    }
}
