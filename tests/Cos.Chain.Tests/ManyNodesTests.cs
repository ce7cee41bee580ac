using Cos.Chain.Production;
using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Chain.Tests;

/// <summary>Four nodes of one chain on a bad network, in virtual time from a seed: blocks late, out of order and lost until the end, nodes restarted at will.</summary>
public sealed class ManyNodesTests
{
    [Test]
    public void Nodes_agree_once_all_blocks_have_come_and_finality_is_never_undone([Range(1, 12)] int seed)
    {
        var net = new Net(new Random(seed));
        for (ulong slot = 1; slot <= 60; slot++) net.Slot(slot);
        Assert.That(net.Blocks, Is.GreaterThan(60), "more blocks than slots: branches competed");
        net.DeliverAll(60);
        Assert.That(net.Nodes.Select(node => node.Head.Hash).Distinct().Count(), Is.EqualTo(1), $"seed {seed}");
        Assert.That(net.Nodes[0].Head.Final.Number, Is.GreaterThan(0));
        var root = net.Nodes[0].Head.State.StateRoot;
        Assert.That(net.Nodes.All(node => node.Head.State.StateRoot == root), Is.True, $"seed {seed}");
    }

    private sealed class Net
    {
        private static readonly BlockRejection?[] Expected =
            [null, BlockRejection.AlreadyKnown, BlockRejection.UnknownParent, BlockRejection.ForksTooDeep];

        private readonly Random _random;
        private readonly List<Block> _blocks = [];
        private readonly Dictionary<BlockHash, BlockHeader> _headers = [];
        private readonly ulong[] _nonces = new ulong[4];

        public Net(Random random)
        {
            _random = random;
            // Three of five seats are no quorum, four are: the first node finalises, the second's blocks compete, the others follow.
            var spec = TestChain.SpecOf(5, 1);
            SeatKey[] seats = [.. TestChain.KeysOf(6)];
            Nodes = [new TestChain(spec, [.. seats[..4]]), new TestChain(spec, [seats[4], seats[5]]), new TestChain(spec, []), new TestChain(spec, [])];
            _headers[Nodes[0].Ledger.Queries.Genesis.Hash] = Nodes[0].Ledger.Queries.Genesis.Header;
        }

        public TestChain[] Nodes { get; }

        public int Blocks => _blocks.Count;

        public void Slot(ulong slot)
        {
            foreach (var node in Nodes)
            {
                int who = _random.Next(_nonces.Length);
                if (node.Ledger.Submit(new Wallet(who).Send(node.Ledger.Queries.PendingNonce(new Wallet(who).Address))).Rejection is null) _nonces[who]++;
                var before = node.Head.Hash;
                node.TickSlot(slot);
                if (node.Head.Hash != before) Publish(node.Head.Block.Block);
                foreach (var block in _blocks.ToArray())
                {
                    if (_random.Next(4) == 0) Give(node, block, slot);
                }

                if (_random.Next(40) == 0) node.Restart();
            }

            CheckFinality();
        }

        public void DeliverAll(ulong slot)
        {
            foreach (var node in Nodes)
            {
                foreach (var block in _blocks) Give(node, block, slot);
            }

            CheckFinality();
        }

        private void Publish(Block block)
        {
            _blocks.Add(block);
            _headers[HeaderCodec.Hash(block.Header)] = block.Header;
        }

        private void Give(TestChain node, Block block, ulong slot)
        {
            var final = node.Head.Final;
            Assert.That(Expected, Does.Contain(node.Import(block, slot)));
            Assert.That(node.Head.Final.Number, Is.GreaterThanOrEqualTo(final.Number));
            Assert.That(node.Ledger.Queries.IsCanonical(final.Hash, final.Number), Is.True, "a final block stays");
        }

        private void CheckFinality()
        {
            var highest = Nodes.MaxBy(node => node.Head.Final.Number)!.Head.Final;
            foreach (var node in Nodes)
            {
                var hash = highest.Hash;
                while (_headers[hash].Number > node.Head.Final.Number) hash = _headers[hash].ParentHash;
                Assert.That(hash, Is.EqualTo(node.Head.Final.Hash), "two final blocks are on one branch");
            }
        }
    }
}
