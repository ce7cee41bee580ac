using Cos.Execution.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Journal;
using Cos.Vm;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Blocks;

public sealed class SystemCallTests
{
    // CALLER to slot 0, GAS to slot 1, the input's first word to slot 2.
    private const string NotesItsCall = "335f555a6001555f3560025500";

    // One to slot 0, then REVERT.
    private const string ChangesAndReverts = "60015f555f5ffd";

    // CALL of address 0x0500, where nobody is, without value or input.
    private const string TouchesNobody = "5f5f5f5f5f6105005af15000";

    [Test]
    public void The_contract_sees_the_system_as_its_caller_and_has_thirty_million_gas()
    {
        var diff = Call(NotesItsCall, out var result);
        Assert.That(result.IsSuccess, Is.True);
        var slots = diff.Accounts.Single().Slots;
        Assert.That(slots[0].After, Is.EqualTo(UInt256.FromBigEndian(SystemCall.Caller.Bytes)));
        Assert.That((ulong)slots[1].After, Is.InRange(SystemCall.Gas - 25_000, SystemCall.Gas - 22_000), "after the first store of a cold slot");
        Assert.That(slots[2].After, Is.EqualTo((UInt256)42UL));
    }

    [Test]
    public void A_call_that_reverts_changes_nothing()
    {
        var diff = Call(ChangesAndReverts, out var result);
        Assert.That(result.Halt, Is.EqualTo(Halt.Revert));
        Assert.That(diff.Accounts, Is.Empty);
    }

    [Test]
    public void Neither_its_caller_nor_an_account_it_touches_comes_to_be()
    {
        var diff = Call(TouchesNobody, out var result);
        Assert.That(result.IsSuccess, Is.True);
        Assert.That(diff.Accounts, Is.Empty);
    }

    private static StateDiff Call(string code, out CallResult result)
    {
        var world = new World(CreditRules);
        world.Put(Contract, nonce: 1, code: code);
        var journal = new Journal(world.State);
        result = SystemCall.Run(journal, new Machine(world.Rules, journal, world.Context().ToEnvironment()), Contract, Hash256.FromUInt256(42).Bytes.ToArray());
        return journal.BuildDiff();
    }
}
