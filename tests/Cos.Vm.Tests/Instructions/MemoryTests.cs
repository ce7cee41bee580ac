using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Instructions;

public sealed class MemoryTests
{
    [TestCase(0UL, 3UL)]
    [TestCase(1UL, 6UL)]
    [TestCase(32UL, 6UL)]
    [TestCase(33UL, 9UL)]
    [TestCase(704UL * 32, 705UL * 3 + 705UL * 705 / 512)]
    [TestCase(100_000UL, 3126UL * 3 + 3126UL * 3126 / 512)]
    public void Charges_memory_by_words_and_their_square(ulong offset, ulong price)
    {
        var result = World.Running(new Program().Push(offset).Then(Op.Mload)).Call();
        Assert.That(World.Gas - result.GasLeft, Is.EqualTo((offset == 0 ? 2UL : 3UL) + 3 + price));
    }

    [Test]
    public void Ends_out_of_gas_on_memory_that_no_gas_can_buy([Values(Op.Mload, Op.Mstore, Op.Mstore8, Op.Return, Op.Keccak256, Op.CallDataCopy, Op.Mcopy, Op.Log0)] byte op)
    {
        foreach (var offset in new[] { (UInt256)(1UL << 31), ulong.MaxValue, new UInt256(0, 1, 0, 0), UInt256.MaxValue })
        {
            Assert.That(World.Running(new Program().Operands(offset, 1, 1).Then(op)).Call(long.MaxValue).Halt, Is.EqualTo(Halt.OutOfGas));
        }
    }

    [Test]
    public void Charges_nothing_for_an_empty_range_wherever_it_lies()
    {
        var result = World.Running(new Program().Operands(UInt256.MaxValue, 0).Then(Op.Return)).Call();
        Assert.That((result.Halt, World.Gas - result.GasLeft), Is.EqualTo((Halt.Success, 5UL)));
    }

    [Test]
    public void Reads_zero_where_an_earlier_message_wrote_in_the_same_frame()
    {
        var world = World.Running(new Program().Operands(0, UInt256.MaxValue).Then(Op.Mstore))
            .And(World.Other, new Program().Push(0).Then(Op.Mload).ReturnTop().Bytes);
        world.Call();
        Assert.That(UInt256.FromBigEndian(world.Call(target: World.Other).Output.Span), Is.EqualTo(UInt256.Zero));
    }

    [Test]
    public void Stores_the_low_byte_alone()
    {
        var program = new Program().Operands(1, 0xabcd).Then(Op.Mstore8).Push(0).Then(Op.Mload).ReturnTop();
        Assert.That(UInt256.FromBigEndian(World.Running(program).Call().Output.Span), Is.EqualTo((UInt256)0xcd << 240));
    }

    [Test]
    public void Hashes_a_range()
    {
        var result = World.Running(new Program().Operands(0, 1).Then(Op.Mstore).Operands(31, 1).Then(Op.Keccak256).ReturnTop()).Call();
        Assert.That(result.Output.ToArray(), Is.EqualTo(Keccak256.Hash([1])));
    }

    [Test]
    public void Copies_call_data_padded_with_zeros()
    {
        var program = new Program().Operands(0, UInt256.MaxValue).Then(Op.Mstore).Operands(0, 1, 32).Then(Op.CallDataCopy).Operands(0, 32).Then(Op.Return);
        var output = World.Running(program).Call(input: [1, 2, 3]).Output.ToArray();
        Assert.That(output, Is.EqualTo(new byte[] { 2, 3 }.Concat(new byte[30])));
    }

    [TestCase(0, 8)]
    [TestCase(8, 0)]
    public void Copies_overlapping_memory_as_if_through_a_buffer(int from, int to) // EIP-5656
    {
        var word = UInt256.FromBigEndian([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
        var program = new Program().Operands(0, word).Then(Op.Mstore).Operands((ulong)to, (ulong)from, 16).Then(Op.Mcopy).Operands(0, 32).Then(Op.Return);
        var expected = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        expected.AsSpan(from, 16).ToArray().CopyTo(expected, to);
        Assert.That(World.Running(program).Call().Output.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Halts_on_return_data_past_the_end_even_when_nothing_is_copied() // EIP-211
    {
        Assert.That(World.Running(new Program().Operands(0, 1, 0).Then(Op.ReturnDataCopy)).Call().Halt, Is.EqualTo(Halt.ReturnDataOutOfBounds));
        Assert.That(World.Running(new Program().Operands(0, 0, 0).Then(Op.ReturnDataCopy)).Call().Halt, Is.EqualTo(Halt.Success));
    }
}
