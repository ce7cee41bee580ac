using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Instructions;

public sealed class StorageTests
{
    // The cases of EIP-3529's table: code, gas used, refund, original value of slot 0.
    [TestCase("60006000556000600055", 212UL, 0L, 0UL)]
    [TestCase("60006000556001600055", 20112UL, 0L, 0UL)]
    [TestCase("60016000556000600055", 20112UL, 19900L, 0UL)]
    [TestCase("60016000556002600055", 20112UL, 0L, 0UL)]
    [TestCase("60016000556001600055", 20112UL, 0L, 0UL)]
    [TestCase("60006000556000600055", 3012UL, 4800L, 1UL)]
    [TestCase("60006000556001600055", 3012UL, 2800L, 1UL)]
    [TestCase("60006000556002600055", 3012UL, 0L, 1UL)]
    [TestCase("60026000556000600055", 3012UL, 4800L, 1UL)]
    [TestCase("60026000556003600055", 3012UL, 0L, 1UL)]
    [TestCase("60026000556001600055", 3012UL, 2800L, 1UL)]
    [TestCase("60026000556002600055", 3012UL, 0L, 1UL)]
    [TestCase("60016000556000600055", 3012UL, 4800L, 1UL)]
    [TestCase("60016000556002600055", 3012UL, 0L, 1UL)]
    [TestCase("60016000556001600055", 212UL, 0L, 1UL)]
    [TestCase("600160005560006000556001600055", 40118UL, 19900L, 0UL)]
    [TestCase("600060005560016000556000600055", 5918UL, 7600L, 1UL)]
    public void Prices_and_refunds_a_sequence_of_writes(string code, ulong gasUsed, long refund, ulong original) // EIP-3529
    {
        var world = World.With(World.Contract, Convert.FromHexString(code), 0, (0, original));
        world.Journal.WarmSlot(World.Contract, 0);
        var result = world.Call();
        Assert.That((World.Gas - result.GasLeft, world.Journal.Refund), Is.EqualTo((gasUsed, refund)));
    }

    [Test]
    public void Charges_2100_more_for_a_cold_slot_once() // EIP-2929
    {
        Assert.That(Used(new Program().Push(5).Then(Op.Sload)), Is.EqualTo(3 + 2100UL));
        Assert.That(Used(new Program().Push(5).Then(Op.Sload).Push(5).Then(Op.Sload)), Is.EqualTo(3 + 2100 + 3 + 100UL));
        Assert.That(Used(new Program().Push(1).Push(5).Then(Op.Sstore)), Is.EqualTo(6 + 2100 + 20000UL));
    }

    [TestCase(2306UL, Halt.OutOfGas)]
    [TestCase(2307UL, Halt.Success)]
    public void Does_not_write_on_a_stipend(ulong gas, Halt halt) // EIP-2200: 2300 left, or one more
    {
        var world = World.Running(new Program().Then(Op.Push1, 0, Op.Push1, 0, Op.Sstore));
        world.Journal.WarmSlot(World.Contract, 0);
        Assert.That(world.Call(gas).Halt, Is.EqualTo(halt));
    }

    [Test]
    public void Keeps_transient_values_until_the_transaction_ends() // EIP-1153
    {
        var write = new Program().Operands(1, 42).Then(Op.Tstore);
        var read = new Program().Push(1).Then(Op.Tload).ReturnTop();
        var world = World.With(World.Contract, [.. write.Bytes, .. read.Bytes]);
        Assert.That(UInt256.FromBigEndian(world.Call().Output.Span), Is.EqualTo((UInt256)42));
        world.Journal.EndTransaction();
        world.Journal.BeginTransaction();
        Assert.That(world.Journal.GetTransient(World.Contract, 1), Is.EqualTo(UInt256.Zero));
    }

    [Test]
    public void Halts_on_any_write_in_a_static_call([Values(Op.Sstore, Op.Tstore, Op.Log0, Op.Log4, Op.Create, Op.Create2, Op.SelfDestruct)] byte op)
    {
        var program = new Program().Operands(0, 0, 0, 0, 0, 0).Then(op);
        Assert.That(World.Running(program).Call(isStatic: true).Halt, Is.EqualTo(Halt.StaticViolation));
        Assert.That(World.Running(program).Call().Halt, Is.EqualTo(Halt.Success));
    }

    private static ulong Used(Program program) => World.Gas - World.Running(program).Call().GasLeft;
}
