using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Calls;

/// <summary>Calls as deep as they go, on threads as small as .NET makes them.</summary>
public sealed class DepthTests
{
    private const int SmallStackBytes = 1 << 20;

    // Calls itself with all its gas and returns 1 + what the call returned: the number of frames.
    private static readonly Program Recursive = new Program()
        .Push(32).Push(0).Push(0).Push(0).Push(0).Push(World.Contract).Push(UInt256.MaxValue).Then(Op.Call, Op.Pop)
        .Push(0).Then(Op.Mload).Push(1).Then(Op.Add).ReturnTop();

    [Test]
    public void Calls_1024_deep_on_a_thread_of_1_mebibyte()
    {
        UInt256 frames = 0;
        OnSmallThread(() => frames = UInt256.FromBigEndian(World.Running(Recursive).Call(ulong.MaxValue >> 1).Output.Span));
        Assert.That(frames, Is.EqualTo((UInt256)1025));
    }

    [Test]
    public void Creates_1024_deep_on_a_thread_of_1_mebibyte()
    {
        // Copies itself to memory and creates itself.
        var code = new Program().Then(Op.CodeSize).Operands(0, 0).Then(Op.CodeCopy).Then(Op.CodeSize).Push(0).Push(0).Then(Op.Create);
        var world = new World();
        OnSmallThread(() => Assert.That(world.Create(code.Bytes, ulong.MaxValue >> 1).Halt, Is.EqualTo(Halt.Success)));
        var address = Cos.Vm.Calls.ContractAddress.OfNonce(World.Sender, 0);
        var depth = 0;
        for (; world.Journal.Exists(address); depth++)
        {
            address = Cos.Vm.Calls.ContractAddress.OfNonce(address, 1);
        }

        Assert.That(depth, Is.EqualTo(1025));
    }

    private static void OnSmallThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            SmallStackBytes);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }
}
