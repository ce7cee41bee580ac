using Cos.Benchmarks;
using Cos.Execution.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Blocks;

/// <summary>What executing a block leaves to the garbage collector: bytes, not times.</summary>
public sealed class AllocationTests
{
    private const int Transfers = 400;
    private const int BytesMax = 1024;

    [Test]
    public void A_token_transfer_from_check_to_receipt_allocates_under_a_kilobyte()
    {
        var world = new World(CreditRules);
        var billion = (UInt256)1_000_000_000UL;
        world.Put(Bob, balance: OneCos * (UInt256)1_000UL);
        world.Put(Contract, nonce: 1, code: Convert.ToHexString(TokenCode.Deployed()), storage: [(TokenCode.BalanceSlot(Alice), billion), (TokenCode.BalanceSlot(Bob), billion)]);
        var transfers = Enumerable.Range(0, Transfers).Select(i => Transfer(world, i)).ToArray();

        // Twice: the first block makes the frames, the analysed code and whatever the runtime makes once.
        var workspace = new Workspace();
        Execute(world, workspace, transfers);
        Assert.That(Execute(world, workspace, transfers), Is.LessThan(BytesMax * Transfers));
    }

    private static RecoveredTransaction Transfer(World world, int i)
    {
        var (from, to) = i % 2 == 0 ? (Alice, Bob) : (Bob, Alice);
        return world.Tx(from, Contract, input: Convert.ToHexString(TokenCode.CallOf(to, (UInt256)(ulong)(1 + i))), gas: 100_000, nonce: (ulong)(i / 2));
    }

    private static long Execute(World world, Workspace workspace, RecoveredTransaction[] transfers)
    {
        var assembly = new BlockAssembly(world.State, world.Context(), workspace);
        var succeeded = 0; // counted, for an assertion allocates
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var transfer in transfers)
        {
            succeeded += assembly.TryApply(transfer, out var receipt) is null && receipt!.Succeeded ? 1 : 0;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(succeeded, Is.EqualTo(transfers.Length));
        return allocated;
    }
}
