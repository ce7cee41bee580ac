using Cos.Primitives.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Tests.Interpreter;

public sealed class FrameMemoryTests
{
    [Test]
    public void Gives_up_a_large_buffer_and_keeps_a_small_one()
    {
        var memory = new FrameMemory(1 << 14);
        memory.ExpandTo(5_000, 1_000_000);
        memory.Reset();
        Assert.That(memory.Buffer, Has.Length.InRange(5_000, 1 << 14));
        memory.ExpandTo(20_000, 1_000_000);
        memory.Reset();
        Assert.That(memory.Buffer, Is.Empty);
    }

    [Test]
    public void Is_zero_where_it_grows_though_its_buffer_was_used_before()
    {
        var memory = new FrameMemory(1 << 20);
        memory.ExpandTo(1_000, 1_000_000);
        memory.Range(0, 1_000).Fill(0xff);
        memory.Reset();
        memory.ExpandTo(900, 1_000_000);
        Assert.That(memory.Range(0, memory.Size).ToArray(), Is.All.Zero);
    }

    [Test]
    public void Keeps_what_was_written_when_it_grows()
    {
        var memory = new FrameMemory(1 << 20);
        memory.ExpandTo(32, 1_000_000);
        memory.Range(0, 32).Fill(7);
        memory.ExpandTo(1_000_000, 10_000_000);
        Assert.That(memory.Range(0, 33).ToArray(), Is.EqualTo(Enumerable.Repeat((byte)7, 32).Append((byte)0)));
    }

    [Test]
    public void Leaves_its_size_alone_when_the_gas_does_not_suffice()
    {
        var memory = new FrameMemory(1 << 20);
        Assert.That(memory.Expand(UInt256.Zero, 33, 5), Is.Negative);
        Assert.That(memory.Expand(UInt256.Zero, 33, 6), Is.Zero);
        Assert.That(memory.Size, Is.EqualTo(64));
    }
}
