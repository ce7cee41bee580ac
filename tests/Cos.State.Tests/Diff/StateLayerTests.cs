using CsCheck;
using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Tests.Trie;
using Cos.State.Trie;
using Cos.State.View;
using RunningWorld = Cos.State.Journal.Journal;

namespace Cos.State.Tests.Diff;

public sealed class StateLayerTests
{
    private const int People = 12;
    private const int Slots = 6;

    [Test]
    public void Layers_answer_as_a_state_that_took_the_blocks_in_and_their_roots_are_those_of_tries_built_anew() => Blocks.Sample(
        blocks =>
        {
            IWorldState top = Samples.World(8);
            var flat = Samples.World(8);
            var layers = new List<StateLayer>();
            foreach (var block in blocks)
            {
                var diff = Run(top, block);
                var layer = new StateLayer(top, (ulong)layers.Count + 1, BlockHash.Zero, diff, StateTrie.Apply(top, top.StateRoot, diff));
                layers.Add(layer);
                top = layer;

                Assert.That(flat.Apply(diff), Is.EqualTo(top.StateRoot));
                Assert.That(top.StateRoot, Is.EqualTo(Anew(flat)));
                AssertSame(top, flat);
            }

            // The oldest layers go into the base; what is above still answers the same over it.
            var based = Samples.World(8);
            for (var i = 0; i < layers.Count - 1; i++)
            {
                Assert.That(based.Apply(layers[i].Diff), Is.EqualTo(layers[i].StateRoot));
                AssertSame(top, flat);
                layers[i + 1].Rebase(based);
                AssertSame(top, flat);
            }
        },
        iter: 100);

    [Test]
    public void A_wiped_storage_is_gone_and_what_is_set_after_it_stands_alone()
    {
        var owner = Samples.Someone(1);
        var parent = new MemoryState();
        parent.Put([new GenesisAccount(owner, 0, 0, default, [(1, 10), (2, 20), (3, 30)])]); // empty with storage: only a genesis can make it
        var journal = new RunningWorld(parent);
        journal.BeginTransaction();
        journal.Touch(owner);
        journal.EndTransaction();
        var gone = journal.BuildDiff();
        journal.BeginTransaction();
        journal.SetNonce(owner, 1);
        journal.SetStorage(owner, 2, 22);
        journal.EndTransaction();
        var again = journal.BuildDiff();

        Assert.That(gone.Accounts.Single(), Is.EqualTo(new AccountChange(owner, gone.Accounts[0].Before, null, true, [])));
        Assert.That(again.Accounts.Single().Slots, Is.EqualTo(new[] { new SlotChange(2, 20, 22) }));

        var layer = new StateLayer(parent, 1, BlockHash.Zero, again, StateTrie.Apply(parent, parent.StateRoot, again));
        Assert.That(new UInt256[] { 1, 2, 3 }.Select(slot => layer.GetStorage(owner, slot)), Is.EqualTo(new UInt256[] { 0, 22, 0 }));
        Assert.That(parent.Apply(again), Is.EqualTo(layer.StateRoot));
        Assert.That(parent.StateRoot, Is.EqualTo(Anew(parent)));
        Assert.That(StateProof.TryProve(parent, parent.StateRoot, owner, [1, 2], out var proof) && StateProof.Verify(parent.StateRoot, proof), Is.True);
    }

    [Test]
    public void A_world_emptied_again_has_the_empty_root_and_no_nodes()
    {
        var world = Samples.World(30);
        var removals = Enumerable.Range(0, 30).Select(i => Samples.Someone((ulong)i)).Order().Select(address =>
        {
            Assert.That(world.TryGetAccount(address, out var account), Is.True);
            return new AccountChange(address, account, null, account.HasStorage, []);
        });
        var diff = new StateDiff([.. removals], []);
        var update = StateTrie.Apply(world, world.StateRoot, diff);

        Assert.That(update.Nodes, Has.All.Matches<TrieNodeChange>(node => node.IsDeleted));
        Assert.That(update.Nodes.All(node => world.TryGetNode(node.Key, out _)), Is.True, "what is deleted was there");
        Assert.That(world.Apply(diff), Is.EqualTo(Account.EmptyRoot));
    }

    private static Gen<(int Who, int Kind, int Slot, int Value)[][]> Blocks =>
        Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, 5], Gen.Int[0, Slots - 1], Gen.Int[0, 3]).Array[0, 15].Array[1, 6];

    private static StateDiff Run(IStateView parent, (int Who, int Kind, int Slot, int Value)[] steps)
    {
        var journal = new RunningWorld(parent);
        foreach (var (who, kind, slot, value) in steps)
        {
            var address = Samples.Someone((ulong)who);
            journal.BeginTransaction();
            switch (kind)
            {
                case 0: journal.SetBalance(address, (ulong)value); break;
                case 1: journal.SetNonce(address, (ulong)value); break;
                case 2: journal.SetCode(address, new byte[value]); break;
                default:
                    journal.IncrementNonce(address);
                    journal.SetStorage(address, (ulong)slot, (ulong)value);
                    break;
            }

            journal.EndTransaction();
        }

        return journal.BuildDiff();
    }

    private static void AssertSame(IWorldState layered, MemoryState flat)
    {
        Assert.That(layered.StateRoot, Is.EqualTo(flat.StateRoot));
        foreach (var address in Enumerable.Range(0, People).Select(i => Samples.Someone((ulong)i)))
        {
            Assert.That(layered.TryGetAccount(address, out var account), Is.EqualTo(flat.TryGetAccount(address, out var expected)));
            Assert.That(account, Is.EqualTo(expected));
            Assert.That(layered.GetCode(account.CodeHash).ToArray(), Is.EqualTo(flat.GetCode(account.CodeHash).ToArray()));
            for (ulong slot = 0; slot < Slots; slot++)
            {
                Assert.That(layered.GetStorage(address, slot), Is.EqualTo(flat.GetStorage(address, slot)));
            }

            Assert.That(StateProof.TryProve(layered, layered.StateRoot, address, [0, 1], out var proof), Is.True);
            Assert.That(StateProof.Verify(layered.StateRoot, proof), Is.True);
        }
    }

    /// <summary>The root over the flat contents by the reference trie.</summary>
    private static Hash256 Anew(MemoryState state)
    {
        var accounts = new Dictionary<string, byte[]>();
        foreach (var address in Enumerable.Range(0, People).Select(i => Samples.Someone((ulong)i)))
        {
            if (!state.TryGetAccount(address, out var account))
            {
                continue;
            }

            var slots = Enumerable.Range(0, 64).Select(i => (UInt256)(ulong)i).Where(slot => !state.GetStorage(address, slot).IsZero);
            var storage = slots.ToDictionary(slot => Key(Hash256.FromUInt256(slot).Bytes), slot => Encoded(writer => writer.Write(state.GetStorage(address, slot))));
            var root = ReferenceTrie.Root(storage);
            accounts.Add(Key(address.Bytes), Encoded(writer => AccountRlp.Write(writer, account with { StorageRoot = root })));
        }

        return ReferenceTrie.Root(accounts);
    }

    private static string Key(ReadOnlySpan<byte> bytes) => ReferenceTrie.Nibbles(Keccak256.Hash(bytes));

    private static byte[] Encoded(Action<RlpWriter> write)
    {
        var writer = new RlpWriter();
        write(writer);
        return writer.ToArray();
    }
}
