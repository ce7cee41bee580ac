using Cos.Execution.Tracing;
using Cos.Primitives.Values;
using Cos.Vm;
using Cos.Vm.Opcodes;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Tracing;

public sealed class CallTreeTests
{
    private static readonly Address Callee = Address.FromLow(0xca11ee);

    // Arguments of a call with an empty input and output and no value, to Callee; the gas and the instruction follow.
    private const string ToCallee = "5f5f5f5f5f62ca11ee";
    private const string ToCalleeWithoutValue = "5f5f5f5f62ca11ee";

    [Test]
    public void Nests_messages_and_places_events_among_them()
    {
        // LOG0, a call that emits, LOG0, a call that emits and reverts, LOG0.
        var tree = Trace($"5f5fa0 {ToCallee}5af150 5f5fa0 60015f53 5f5f60015f5f62ca11ee5af150 5f5fa000", "5f5fa0 36600857 00 5b5f5ffd");
        var root = tree.Root!;
        Assert.That(root.Calls.Select(call => (call.Op, call.Depth, call.From, call.To, call.Halt)), Is.EqualTo(new[]
        {
            (Op.Call, 1, Contract, Callee, Halt.Success),
            (Op.Call, 1, Contract, Callee, Halt.Revert),
        }));
        Assert.That(root.Logs.Select(log => (log.Position, log.Index)), Is.EqualTo(new[] { (0, 0), (1, 2), (2, 3) }));
        Assert.That(root.Calls[0].Logs.Select(log => (log.Position, log.Index)), Is.EqualTo(new[] { (0, 1) }));
        Assert.That(root.Calls[1].Logs.Select(log => (log.Position, log.Index)), Is.EqualTo(new[] { (0, 3) }), "taken back, so the next has its place");
        Assert.That(root.Calls[1].Input.ToArray(), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void Tells_gas_handed_down_from_gas_used()
    {
        var call = Trace($"{ToCalleeWithoutValue}610400fa00", "60205ff3").Root!.Calls[0];
        Assert.That((call.Op, call.Gas, call.GasUsed), Is.EqualTo((Op.StaticCall, 1_024L, 3L + 2 + 3)));
        Assert.That(call.Output.Length, Is.EqualTo(32));
    }

    [TestCase("01", Halt.StackUnderflow, Op.Add, 0, 0)]
    [TestCase("60055600fe", Halt.InvalidJump, Op.Jump, 2, 1)]
    [TestCase("600c0c", Halt.UndefinedInstruction, 0x0c, 2, 1)]
    [TestCase("5ffe", Halt.DesignatedInvalid, Op.Invalid, 1, 1)]
    [TestCase("5f5f5ffd", Halt.Revert, Op.Revert, 3, 3)]
    public void Names_the_instruction_that_ended_a_frame_against_its_will(string code, Halt halt, byte op, int offset, int height)
    {
        var call = Trace($"{ToCallee}5af100", code).Root!.Calls[0];
        Assert.That((call.Halt, call.Fault), Is.EqualTo((halt, new Fault(op, offset, height))));
        Assert.That(Trace($"{ToCallee}5af100", code).Root!.Fault, Is.Null);
    }

    [Test]
    public void Code_too_dear_to_store_ends_a_creation_without_an_instruction_at_fault()
    {
        var world = new World(CreditRules);
        var tree = Run(world, world.Tx(Alice, null, input: "6160005ff3", gas: 200_000), Plenty()); // 24,576 bytes of 200 gas
        Assert.That((tree.Root!.Op, tree.Root.Halt, tree.Root.Fault), Is.EqualTo((Op.Create, Halt.OutOfGas, (Fault?)null)));
    }

    [Test]
    public void Keeps_only_the_root_where_no_more_is_wanted()
    {
        var world = new World(CreditRules);
        world.Put(Contract, code: $"5f5fa0{ToCallee}5af1505f5fa0fe");
        world.Put(Callee, code: "5f5fa0fe");
        var tree = new CallTree(Plenty()) { OnlyRoot = true };
        new BlockReplay(world.State, world.Context(), new Workspace(), new Interrupt()).TryRun(world.Tx(Alice, Contract), tree, out _);
        Assert.That(tree.Root!.Calls, Is.Empty);
        Assert.That(tree.Root.Logs, Has.Count.EqualTo(2));
        Assert.That((tree.Root.Halt, tree.Root.Fault!.Value.Op), Is.EqualTo((Halt.DesignatedInvalid, Op.Invalid)));
        Assert.That(tree.Root.Depth, Is.Zero);
    }

    [Test]
    public void Stops_at_its_budget_and_ends_the_execution()
    {
        var interrupt = new Interrupt();
        var budget = new TraceBudget(4_096, interrupt);
        var world = new World(CreditRules);
        world.Put(Contract, code: "5b 5f5f5f5f5f62ca11ee5af150 5f56".Replace(" ", "", StringComparison.Ordinal)); // calls for ever
        Run(world, world.Tx(Alice, Contract), budget, interrupt);
        Assert.That(budget.IsSpent, Is.True);
        Assert.That(interrupt.Requested, Is.True);
    }

    private static CallTree Trace(string caller, string callee)
    {
        var world = new World(CreditRules);
        world.Put(Contract, code: caller.Replace(" ", "", StringComparison.Ordinal));
        world.Put(Callee, code: callee.Replace(" ", "", StringComparison.Ordinal));
        return Run(world, world.Tx(Alice, Contract), Plenty());
    }

    private static CallTree Run(World world, Cos.Primitives.Transactions.RecoveredTransaction transaction, TraceBudget budget, Interrupt? interrupt = null)
    {
        var tree = new CallTree(budget);
        new BlockReplay(world.State, world.Context(), new Workspace(), interrupt ?? new Interrupt()).TryRun(transaction, tree, out _);
        return tree;
    }

    private static TraceBudget Plenty() => new(long.MaxValue, new Interrupt());
}
