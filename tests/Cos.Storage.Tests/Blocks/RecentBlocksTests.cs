using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.Storage.Blocks;
using Cos.Storage.Rocks;

namespace Cos.Storage.Tests.Blocks;

public sealed class RecentBlocksTests
{
    private const int Megabyte = 1 << 20;

    [Test]
    public void Blocks_with_long_logs_make_the_older_ones_go()
    {
        var blocks = Commit(20, (maker, parent) => WithPayload(maker, parent, 4 * Megabyte), out var isKept);
        Assert.That(isKept[^1], Is.True);
        Assert.That(isKept.Count(kept => kept), Is.LessThan(32 / 4), $"of {blocks} blocks");
    }

    [Test]
    public void A_block_whose_logs_take_all_the_room_is_not_kept()
    {
        Commit(1, (maker, parent) => WithPayload(maker, parent, 33 * Megabyte), out var isKept);
        Assert.That(isKept, Is.EqualTo(new[] { false }));
    }

    [Test]
    public void Blocks_that_touched_many_accounts_make_the_older_ones_go()
    {
        var touched = Enumerable.Range(0, Megabyte / 4).Select(i => Address.FromLow((ulong)i)).ToArray();
        Commit(10, (maker, parent) => maker.Block(parent, [maker.Transactions[0]]) with { Footprint = new BlockFootprint([.. touched], [touched.Length], []) }, out var isKept);
        Assert.That((isKept[0], isKept[^1]), Is.EqualTo((false, true)));
    }

    private static ExecutedBlock WithPayload(BlockMaker maker, ExecutedBlock? parent, int bytes)
    {
        var transaction = maker.Transactions[0];
        return maker.Block(parent, [transaction], [maker.Receipt(transaction.Kind, [new Log(BlockMaker.Emitter(0), [], new byte[bytes])])]);
    }

    // A block that is kept comes back as the object that it was.
    private static int Commit(int count, Func<BlockMaker, ExecutedBlock?, ExecutedBlock> make, out bool[] isKept)
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, 1 << 20);
        var store = new RocksBlockStore(database);
        var maker = new BlockMaker(1);
        var blocks = new List<ExecutedBlock>();
        while (blocks.Count < count)
        {
            var block = make(maker, blocks.LastOrDefault());
            store.Commit(new BlockCommit { Block = block, Move = new HeadMove([], [block], block.Hash), Sync = false });
            blocks.Add(block);
        }

        isKept = [.. blocks.Select(block => store.TryGetExecuted(block.Hash, out var found) && ReferenceEquals(found, block))];
        return blocks.Count;
    }
}
