using CsCheck;
using Cos.Primitives.Values;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.State.Tests.Trie;

public sealed class StateProofTests
{
    private static readonly UInt256[] AskedSlots = [0, 3, 39, 40, UInt256.MaxValue];
    private readonly MemoryState _world = Samples.World(200);

    [Test]
    public void Proves_an_account_and_its_slots([Values(0ul, 1ul, 7ul, 199ul)] ulong number)
    {
        var proof = Prove(Samples.Someone(number));

        Assert.That(_world.TryGetAccount(proof.Address, out var account), Is.True);
        Assert.That(proof.Account, Is.EqualTo(account));
        Assert.That(proof.Slots.Select(s => s.Value), Is.EqualTo(AskedSlots.Select(s => _world.GetStorage(proof.Address, s))));
        Assert.That(StateProof.Verify(_world.StateRoot, proof), Is.True);
    }

    [Test]
    public void Proves_that_there_is_no_account([Range(200ul, 230ul)] ulong number)
    {
        var proof = Prove(Samples.Someone(number));

        Assert.That(proof.Account, Is.Null);
        Assert.That(StateProof.Verify(_world.StateRoot, proof), Is.True);
        Assert.That(StateProof.Verify(_world.StateRoot, proof with { Account = Account.Empty }), Is.False);
    }

    [Test]
    public void Proves_absence_in_an_empty_state()
    {
        Assert.That(StateProof.TryProve(NoNodes.Instance, Account.EmptyRoot, Samples.Someone(1), AskedSlots, out var proof), Is.True);
        Assert.That(proof.Account, Is.Null);
        Assert.That(StateProof.Verify(Account.EmptyRoot, proof), Is.True);
        Assert.That(StateProof.Verify(_world.StateRoot, proof), Is.False);
    }

    [Test]
    public void Does_not_prove_from_the_nodes_of_another_state()
    {
        var root = _world.StateRoot;
        var other = Samples.World(201);
        Assert.That(StateProof.TryProve(other, root, Samples.Someone(7), AskedSlots, out _), Is.False);
    }

    [Test]
    public void Refuses_claims_that_the_nodes_do_not_show()
    {
        var proof = Prove(Samples.Someone(7));
        var account = proof.Account!.Value;
        var slot = proof.Slots[1];
        AccountProof[] lies =
        [
            proof with { Account = null },
            proof with { Account = account with { Balance = account.Balance + UInt256.One } },
            proof with { Address = Samples.Someone(8) },
            proof with { Slots = [slot with { Value = UInt256.Zero }] },
            proof with { Slots = [slot with { Slot = 4 }] },
            proof with { Slots = [slot with { Nodes = [] }] },
            proof with { Nodes = proof.Nodes[..^1] },
            proof with { Nodes = [] },
            proof with { Nodes = [.. proof.Nodes, proof.Nodes[0]] },
            proof with { Slots = [slot with { Nodes = [.. slot.Nodes, slot.Nodes[^1]] }] },
        ];

        Assert.That(lies.Select(lie => StateProof.Verify(_world.StateRoot, lie)), Is.All.False);
        Assert.That(StateProof.Verify(Samples.World(3).StateRoot, proof), Is.False);
    }

    [Test]
    public void Refuses_a_proof_with_any_bit_changed() =>
        Gen.Select(Gen.ULong[0, 220], Gen.Int[0, 1000], Gen.Int[0, 100_000]).Sample((number, node, bit) =>
        {
            var proof = Prove(Samples.Someone(number));
            var lists = proof.Slots.Select(s => s.Nodes).Prepend(proof.Nodes).Where(nodes => nodes.Length > 0).ToList();
            var list = lists[node % lists.Count];
            var changed = list.SetItem(node % list.Length, Flip(list[node % list.Length], bit));
            var tampered = list == proof.Nodes
                ? proof with { Nodes = changed }
                : proof with { Slots = [.. proof.Slots.Select(s => s.Nodes == list ? s with { Nodes = changed } : s)] };

            Assert.That(StateProof.Verify(_world.StateRoot, tampered), Is.False);
        });

    [Test]
    public void Answers_to_any_bytes_under_the_root_that_they_hash_to() =>
        Gen.OneOf(Gen.Byte.Array[0, 80], NodeLike).Sample(bytes =>
        {
            var root = new Hash256(Crypto.Hashing.Keccak256.Hash(bytes));
            StateProof.Verify(root, new AccountProof(Samples.Someone(1), null, [bytes], [new SlotProof(1, 1, [bytes])]));
        });

    /// <summary>Lists of two or seventeen small items: what passes for a node at first sight.</summary>
    private static Gen<byte[]> NodeLike => Gen.Bool.Select(isBranch => isBranch ? 17 : 2).SelectMany(count => Gen.Byte.Array[0, 3].Array[count].Select(items =>
    {
        var writer = new Primitives.Codec.RlpWriter();
        writer.StartList();
        foreach (var item in items)
        {
            writer.Write(item);
        }

        writer.EndList();
        return writer.ToArray();
    }));

    private AccountProof Prove(in Address address)
    {
        Assert.That(StateProof.TryProve(_world, _world.StateRoot, address, AskedSlots, out var proof), Is.True);
        return proof;
    }

    private static ReadOnlyMemory<byte> Flip(ReadOnlyMemory<byte> bytes, int bit)
    {
        var copy = bytes.ToArray();
        copy[bit / 8 % copy.Length] ^= (byte)(1 << (bit % 8));
        return copy;
    }
}
