using Cos.Execution.Tracing;
using Cos.Execution.Validation;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Tracing;

public sealed class ReplayTests
{
    // Adds one to slot 0 and emits an event without topics.
    private const string Counter = "5f546001015f555f5fa000";

    [Test]
    public void Does_what_the_block_did_whoever_watches([Values] bool isCredit)
    {
        var world = Make(isCredit ? CreditRules : EthereumRules);
        RecoveredTransaction[] transactions = [world.Tx(Alice, Contract, nonce: 0), world.Tx(Alice, Bob, value: 5, nonce: 1), world.Tx(Alice, Contract, nonce: 2)];
        var replay = new BlockReplay(world.State, world.Context(), new Workspace(), new Interrupt());
        var tree = new CallTree(Plenty());
        Assert.That(replay.TryRun(transactions[0], out var first), Is.Null);
        Assert.That(replay.TryRun(transactions[1], tree, out var second), Is.Null);
        Assert.That(replay.TryRun(transactions[2], out var third), Is.Null);
        var result = world.Run(transactions);
        Assert.That(first!.GasUsed, Is.EqualTo(result.Receipts[0].GasUsed));
        Assert.That(second!.Value.GasUsed, Is.EqualTo(result.Receipts[1].GasUsed));
        Assert.That(third!.GasUsed, Is.EqualTo(result.Receipts[2].GasUsed));
        Assert.That((tree.GasLimit, tree.GasUsed), Is.EqualTo((1_000_000UL, 21_000UL)));
        Assert.That(tree.Root!.Value, Is.EqualTo((UInt256)5UL));
    }

    [Test]
    public void Shows_the_state_between_two_transactions()
    {
        var world = Make(CreditRules);
        var replay = new BlockReplay(world.State, world.Context(), new Workspace(), new Interrupt());
        replay.TryRun(world.Tx(Alice, Contract, nonce: 0), out _);
        replay.TryRun(world.Tx(Alice, null, input: "60aa5f5360015ff3", nonce: 1), out var created);
        var view = replay.View;
        Assert.That(view.GetStorage(Contract, 0), Is.EqualTo(UInt256.One));
        Assert.That(view.TryGetAccount(Alice, out var alice) ? alice.Nonce : 0, Is.EqualTo(2));
        Assert.That(view.TryGetAccount(created!.ContractAddress!.Value, out var made), Is.True);
        Assert.That(view.GetCode(made.CodeHash).ToArray(), Is.EqualTo(new byte[] { 0xaa }));
        Assert.That(view.TryGetAccount(Bob, out _), Is.False);
    }

    [Test]
    public void Refuses_what_the_block_would_refuse_and_shows_nothing()
    {
        var world = Make(CreditRules);
        var replay = new BlockReplay(world.State, world.Context(), new Workspace(), new Interrupt());
        var tree = new CallTree(Plenty());
        Assert.That(replay.TryRun(world.Tx(Alice, Bob, nonce: 7), tree, out var outcome), Is.EqualTo(TxRejection.NonceTooHigh));
        Assert.That(outcome, Is.Null);
        Assert.That(tree.Root, Is.Null);
    }

    [Test]
    public void Ends_when_it_is_told_to()
    {
        var world = Make(CreditRules);
        world.Put(Bob, code: "5b5f56"); // for ever
        var interrupt = new Interrupt();
        interrupt.Request();
        var replay = new BlockReplay(world.State, world.Context(), new Workspace(), interrupt);
        replay.TryRun(world.Tx(Alice, Bob), new CallTree(Plenty()), out var outcome);
        Assert.That(outcome!.Value.Halt, Is.EqualTo(Halt.Interrupted));
    }

    private static World Make(Cos.Primitives.Rules.ChainRules rules)
    {
        var world = new World(rules);
        world.Put(Contract, nonce: 1, code: Counter);
        return world;
    }

    private static TraceBudget Plenty() => new(long.MaxValue, new Interrupt());
}
