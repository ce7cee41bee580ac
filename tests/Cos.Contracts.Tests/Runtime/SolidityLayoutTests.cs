using Cos.Contracts.Runtime;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;

namespace Cos.Contracts.Tests.Runtime;

public sealed class SolidityLayoutTests
{
    private static readonly Address Contract = SystemAccounts.Producers;

    [Test]
    public void A_mapping_entry_lies_where_solidity_puts_it()
    {
        // keccak256(abi.encode(address(1), uint256(0))), a value that `cast index address 0x…01 0` prints as well.
        Assert.That(SolidityLayout.Entry(UInt256.Zero, Address.FromLow(1)).ToHex(), Is.EqualTo("0xada5013122d395ba3c54772283fb069b10426056ef8ca54750cb9bb552a59e7d"));
    }

    [Test]
    public void An_array_begins_at_the_digest_of_its_slot() =>
        Assert.That(SolidityLayout.Elements(UInt256.Zero).ToHex(), Is.EqualTo("0x290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e563"));

    [Test]
    public void A_shorter_array_leaves_nothing_of_the_longer_one_behind()
    {
        var journal = new Journal(new MemoryState());
        var slots = new JournalSlots(journal, Contract);
        var array = new SolidityArray(7, 8);
        array.Write(slots, [1, 2, 3]);
        array.Write(slots, [9]);
        Assert.That(array.Read(slots), Is.EqualTo(new UInt256[] { 9 }));
        var elements = SolidityLayout.Elements(7);
        Assert.That(slots.Read(elements + UInt256.One), Is.EqualTo(UInt256.Zero));
        Assert.That(slots.Read(elements + (UInt256)2), Is.EqualTo(UInt256.Zero));
    }

    [TestCase("")]
    [TestCase("alumni")]
    [TestCase("exactly thirty-one bytes long..")]
    [TestCase("exactly thirty-two bytes long...")]
    [TestCase("a name that needs more than one word of storage, as people's names for nodes may: 校友会")]
    public void A_string_is_read_back_as_written(string text)
    {
        var slots = new JournalSlots(new Journal(new MemoryState()), Contract);
        SolidityText.Write(slots, 3, text);
        Assert.That(SolidityText.Read(slots, 3), Is.EqualTo(text));
    }

    [Test]
    public void A_short_string_holds_twice_its_length_in_the_last_byte()
    {
        var slots = new JournalSlots(new Journal(new MemoryState()), Contract);
        SolidityText.Write(slots, 3, "ab");
        Assert.That(slots.Read(3).ToHex(), Is.EqualTo("0x6162000000000000000000000000000000000000000000000000000000000004"));
    }
}
