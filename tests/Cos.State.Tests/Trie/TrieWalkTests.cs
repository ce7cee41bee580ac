using System.Text;
using System.Text.Json;
using CsCheck;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.State.Trie;
using Cos.Testing;

namespace Cos.State.Tests.Trie;

public sealed class TrieWalkTests
{
    private const int NextAndPreviousVectors = 12;

    private static readonly byte[] KeyBytes = [0x00, 0x01, 0x10, 0x11, 0x1f, 0xf1];
    private static readonly Gen<byte[]> Key = Gen.Int[0, KeyBytes.Length - 1].Select(i => KeyBytes[i]).Array[0, 4];

    [Test]
    public void Finds_the_next_and_previous_keys_of_the_public_vectors()
    {
        var count = 0;
        var file = ConformanceArchive.Files("eth-tests-basic").Single(f => f.Path.EndsWith("trietestnextprev.json", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(file.Content);
        foreach (var vector in json.RootElement.EnumerateObject())
        {
            var trie = new EditedTrie();
            trie.Apply(vector.Value.GetProperty("in").EnumerateArray().Select(key => (Bytes(key), Bytes(key))));
            foreach (var test in vector.Value.GetProperty("tests").EnumerateArray())
            {
                var walk = TrieWalk.OfAccounts(trie, trie.Root);
                Assert.That(walk.TryPrevious(Bytes(test[0])) ? Encoding.UTF8.GetString(walk.Key) : "", Is.EqualTo(test[1].GetString()), $"before {test}");
                Assert.That(walk.TryNext(Bytes(test[0])) ? Encoding.UTF8.GetString(walk.Key) : "", Is.EqualTo(test[2].GetString()), $"after {test}");
                Assert.That(walk.Fault, Is.Null);
                count++;
            }
        }

        Assert.That(count, Is.EqualTo(NextAndPreviousVectors));
    }

    [Test]
    public void Walks_all_leaves_in_order_of_their_keys_from_the_first_and_from_any_key()
    {
        var value = Gen.Frequency((1, Gen.Byte.Array[1, 2]), (1, Gen.Byte.Array[40]));
        Gen.Select(Gen.Select(Key, value).Array[0, 30], Key.Array[8]).Sample(
            (entries, asked) =>
            {
                var (trie, model) = Build(entries);
                var walk = TrieWalk.OfAccounts(trie, trie.Root);
                Assert.That(Rest(walk), Is.EqualTo(model.Select(entry => (entry.Key, Convert.ToHexString(entry.Value)))));
                Assert.That(walk.NodesRead, Is.EqualTo((ulong)trie.NodeCount));
                foreach (var key in asked.Concat(entries.Select(entry => entry.Item1)))
                {
                    var hex = Convert.ToHexString(key);
                    var after = model.Keys.Where(k => string.CompareOrdinal(k, hex) > 0).ToList();
                    Assert.That(walk.TryNext(key) ? Convert.ToHexString(walk.Key) : null, Is.EqualTo(after.FirstOrDefault()), $"after {hex}");
                    Assert.That(Rest(walk).Select(leaf => leaf.Key), Is.EqualTo(after.Skip(1)), $"behind the first after {hex}");
                    var before = model.Keys.LastOrDefault(k => string.CompareOrdinal(k, hex) < 0);
                    Assert.That(walk.TryPrevious(key) ? Convert.ToHexString(walk.Key) : null, Is.EqualTo(before), $"before {hex}");
                    Assert.That(walk.TryNext() ? Convert.ToHexString(walk.Key) : null, Is.EqualTo(before is null ? null : model.Keys.SkipWhile(k => k != before).Skip(1).FirstOrDefault()), $"and on from {before}");
                    Assert.That(walk.Fault, Is.Null);
                }
            },
            iter: 1500);
    }

    [Test]
    public void Names_a_missing_or_changed_node_and_goes_on_behind_it()
    {
        var (trie, model) = Build([.. Enumerable.Range(0, 300).Select(i => (Keccak256.Hash(BitConverter.GetBytes(i)), new byte[40]))]);
        var watched = new DamagedNodes(trie);
        Rest(TrieWalk.OfAccounts(watched, trie.Root));
        Assert.That(watched.Asked, Has.Count.EqualTo(trie.NodeCount));
        foreach (var key in watched.Asked)
        {
            foreach (var (damage, reason) in new (Func<byte[], byte[]?>, TrieFaultReason)[] { (_ => null, TrieFaultReason.Missing), (Flip, TrieFaultReason.WrongHash) })
            {
                var walk = TrieWalk.OfAccounts(new DamagedNodes(trie) { Key = key, Damage = damage }, trie.Root);
                var path = Convert.ToHexStringLower(key.AsSpan(1, key.Length - 2))[..key[^1]];
                var seen = RestWithFaults(walk, out var faults);
                Assert.That(faults, Is.EqualTo(new[] { new TrieFault(reason, null, path) }));
                Assert.That(faults[0].Words, Does.Contain(path.Length == 0 ? "the root of the accounts trie" : $"the node at path {path} of the accounts trie"));
                Assert.That(seen, Is.EqualTo(model.Keys.Where(k => !k.StartsWith(path, StringComparison.OrdinalIgnoreCase))));
                var below = Convert.FromHexString(path.PadRight(64, '0'));
                Assert.That(walk.TryNext(below) || walk.Fault is not null, Is.True, "a seek into the damage finds it");
                Assert.That(walk.Fault, Is.Not.Null);
            }
        }
    }

    [Test]
    public void Bears_any_bytes_in_the_place_of_nodes()
    {
        var (trie, _) = Build([.. Enumerable.Range(0, 40).Select(i => (Keccak256.Hash(BitConverter.GetBytes(i)), new byte[1 + (i % 40)]))]);
        var watched = new DamagedNodes(trie);
        Rest(TrieWalk.OfAccounts(watched, trie.Root));
        var nodes = watched.Asked.Select(key => trie.TryGetNode(key, out var rlp) ? rlp.ToArray() : []).ToArray();
        var mutated = Gen.Select(Gen.Int[0, nodes.Length - 1], Gen.Select(Gen.UShort, Gen.Byte).Array[1, 3], Gen.Int[0, 40]).Select((which, edits, cut) =>
        {
            var node = nodes[which].ToArray();
            foreach (var (at, value) in edits)
            {
                node[at % node.Length] = value;
            }

            return cut == 0 ? node[..(node.Length / 2)] : node;
        });
        Gen.OneOf(mutated, Gen.Byte.Array[0, 80]).Sample(
            bytes =>
            {
                var root = new Hash256(Keccak256.Hash(bytes));
                var walk = TrieWalk.OfStorage(new DamagedNodes(trie) { Everywhere = bytes }, Hash256.Zero, root);
                RestWithFaults(walk, out var faults);
                Assert.That(faults.Select(fault => fault.HashedAddress), Is.All.EqualTo(Hash256.Zero));
                Assert.That(faults.Select(fault => fault.Words), Is.All.Contains("storage trie"));
                walk.TryNext(bytes);
                walk.TryPrevious(bytes);
            },
            iter: 5000);
    }

    private static (EditedTrie Trie, SortedDictionary<string, byte[]> Model) Build((byte[] Key, byte[] Value)[] entries)
    {
        var model = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            model[Convert.ToHexString(key)] = value;
        }

        var trie = new EditedTrie();
        trie.Apply(model.Select(entry => (Convert.FromHexString(entry.Key), entry.Value)));
        return (trie, model);
    }

    private static List<(string Key, string Value)> Rest(TrieWalk walk)
    {
        var leaves = new List<(string, string)>();
        while (walk.TryNext())
        {
            leaves.Add((Convert.ToHexString(walk.Key), Convert.ToHexString(walk.Value.Span)));
        }

        Assert.That(walk.Fault, Is.Null);
        return leaves;
    }

    private static List<string> RestWithFaults(TrieWalk walk, out List<TrieFault> faults)
    {
        var keys = new List<string>();
        faults = [];
        while (walk.TryNext() || walk.Fault is not null)
        {
            if (walk.Fault is { } fault)
            {
                faults.Add(fault);
            }
            else
            {
                keys.Add(Convert.ToHexString(walk.Key));
            }
        }

        return keys;
    }

    private static byte[] Flip(byte[] node)
    {
        node[^3] ^= 1;
        return node;
    }

    private static byte[] Bytes(JsonElement text) => Encoding.UTF8.GetBytes(text.GetString()!);

    /// <summary>Nodes of which one may be damaged, or all the same; remembers what it was asked for.</summary>
    private sealed class DamagedNodes(ITrieNodes nodes) : ITrieNodes
    {
        internal List<byte[]> Asked { get; } = [];

        internal byte[]? Key { get; init; }

        internal Func<byte[], byte[]?>? Damage { get; init; }

        internal byte[]? Everywhere { get; init; }

        public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
        {
            Asked.Add(key.ToArray());
            if (Everywhere is not null)
            {
                rlp = Everywhere;
                return true;
            }

            var isFound = nodes.TryGetNode(key, out rlp);
            if (!isFound || Damage is null || !key.SequenceEqual(Key))
            {
                return isFound;
            }

            var damaged = Damage(rlp.ToArray());
            rlp = damaged;
            return damaged is not null;
        }
    }
}
