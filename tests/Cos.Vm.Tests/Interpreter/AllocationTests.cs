using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Interpreter;

/// <summary>What running code leaves to the garbage collector: bytes, not times.</summary>
public sealed class AllocationTests
{
    private const ulong Gas = 100_000_000;

    private static readonly UInt256 Prime = UInt256.MaxValue - 188;
    private static readonly Address Callee = Address.FromLow(0xca11ee);

    private static readonly (string Name, Program Body)[] Loops =
    [
        ("arithmetic", new Program().Push(3).Push(7).Then(Op.Exp).Push(Prime).Then(Op.Mul, Op.Push0, Op.Not, Op.Div).Push(5).Then(Op.Sdiv, Op.Pop)),
        ("moduli", new Program().Push(Prime).Push(Prime - 1).Then(Op.Dup1, Op.Mulmod).Push(Prime - 7).Then(Op.Dup1, Op.Dup3, Op.Addmod, Op.Mod, Op.Pop)),
        ("memory", new Program().Push(1).Push(100_000).Then(Op.Mstore).Push(64).Push(0).Then(Op.Keccak256).Push(96).Then(Op.Mload, Op.Mstore8).Push(64).Push(0).Push(32).Then(Op.Mcopy)),
        ("its frame", new Program().Then(Op.Caller, Op.Address, Op.CallValue, Op.Pop, Op.Pop, Op.Pop).Push(3).Then(Op.CallDataLoad, Op.Pop).Push(32).Push(0).Push(0).Then(Op.CallDataCopy)),
        ("storage", new Program().Push(7).Then(Op.Sload, Op.Push0, Op.Not, Op.Xor).Push(7).Then(Op.Sstore).Push(8).Then(Op.Tload, Op.Push0, Op.Not, Op.Xor).Push(8).Then(Op.Tstore)),
        ("calls", new Program().Call(Op.StaticCall, Callee, 10_000, 0).Then(Op.Pop).Call(Op.Call, Callee, 10_000, 1).Then(Op.Pop).Call(Op.DelegateCall, Callee, 10_000, 0).Then(Op.Pop)),
        ("precompiles", new Program().Call(Op.StaticCall, Address.FromLow(4), 10_000, 0).Then(Op.Pop).Push(0).Push(0).Push(64).Push(0).Push(Address.FromLow(2).ToWord()).Push(10_000).Then(Op.StaticCall, Op.Pop)),
    ];

    private static IEnumerable<string> Names => Loops.Select(static loop => loop.Name);

    [TestCaseSource(nameof(Names))]
    public void A_loop_of_100_million_gas_allocates_nothing_once_it_ran(string name)
    {
        var state = new MemoryState();
        var body = Loops.Single(loop => loop.Name == name).Body.Bytes;
        state.Put(
        [
            new(World.Contract, 1_000_000_000, 1, new Program().Then(Op.JumpDest).Then(body).Push(0).Then(Op.Jump).Bytes, [(7, 1)]),
            new(Callee, 0, 1, new Program().Push(32).Push(0).Then(Op.Return).Bytes, []),
        ]);
        var journal = new Journal(state);
        var world = new World();
        var machine = new Machine(world.Rules, journal, world.Block, world.Workspace, null);
        Run(machine, journal);
        Run(machine, journal); // what one transaction leaves for the next one to reuse is kept now, too
        Assert.That(Run(machine, journal), Is.Zero);
    }

    private static long Run(Machine machine, Journal journal)
    {
        var input = new byte[64];
        var before = GC.GetAllocatedBytesForCurrentThread();
        journal.BeginTransaction();
        var message = new Message { Kind = MessageKind.Call, Caller = World.Sender, Target = World.Contract, Value = 0, Input = input, Gas = Gas };
        var result = machine.Call(new TransactionEnvironment(World.Sender, 1, []), message);
        journal.EndTransaction();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(result.Halt, Is.EqualTo(Halt.OutOfGas), "a loop that has no end but its gas's");
        return allocated;
    }
}
