using System.Text;
using System.Text.Json;
using CsCheck;
using Cos.Crypto.Hashing;
using Cos.Testing;

namespace Cos.State.Tests.Trie;

public sealed class TrieEditorTests
{
    private const int RootVectors = 25; // the twenty-sixth asks for next and previous keys: TrieWalkTests

    [Test]
    public void Gives_the_roots_of_the_public_vectors()
    {
        var count = 0;
        foreach (var file in ConformanceArchive.Files("eth-tests-basic").Where(f => f.Path.Contains("TrieTests", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(file.Content);
            var isSecure = file.Path.Contains("secure", StringComparison.Ordinal);
            foreach (var vector in json.RootElement.EnumerateObject().Where(v => v.Value.TryGetProperty("root", out _)))
            {
                var expected = vector.Value.GetProperty("root").GetString();
                var changes = Changes(vector.Value.GetProperty("in"), isSecure).ToList();

                var oneByOne = new EditedTrie();
                changes.ForEach(change => oneByOne.Apply([change]));
                var atOnce = new EditedTrie();
                atOnce.Apply(changes.GroupBy(c => Convert.ToHexString(c.Key)).Select(g => g.Last()));

                Assert.That(oneByOne.Root.ToString(), Is.EqualTo(expected), $"{file.Path} {vector.Name} one by one");
                Assert.That(atOnce.Root.ToString(), Is.EqualTo(expected), $"{file.Path} {vector.Name} at once");
                count++;
            }
        }

        Assert.That(count, Is.EqualTo(RootVectors));
    }

    [Test]
    public void Any_changes_give_the_root_of_a_trie_built_anew_and_keep_no_other_nodes()
    {
        // Short keys over few bytes: deep branches, values in branches, embedded nodes, and deletions that merge.
        var key = OneOf(0x00, 0x01, 0x10, 0x11, 0x1f, 0xf1).Array[1, 4];
        var value = Gen.Frequency((2, Gen.Const(Array.Empty<byte>())), (2, Gen.Byte.Array[1, 2]), (1, Gen.Byte.Array[40]));
        Check(Gen.Select(key, value).Array[1, 12].Array[1, 8]);
    }

    [Test]
    public void Any_changes_of_keys_of_one_length_give_the_root_of_a_trie_built_anew()
    {
        var key = OneOf(0x00, 0x01, 0x10, 0x1f).Array[6];
        var value = Gen.Frequency((2, Gen.Const(Array.Empty<byte>())), (1, Gen.Byte.Array[1, 3]), (2, Gen.Byte.Array[60]));
        Check(Gen.Select(key, value).Array[1, 30].Array[1, 8]);
    }

    private static Gen<byte> OneOf(params byte[] bytes) => Gen.Int[0, bytes.Length - 1].Select(i => bytes[i]);

    private static void Check(Gen<(byte[] Key, byte[] Value)[][]> blocks) => blocks.Sample(
        sample =>
        {
            var edited = new EditedTrie();
            var model = new Dictionary<string, byte[]>();
            foreach (var block in sample)
            {
                var changes = block.GroupBy(c => Convert.ToHexString(c.Key)).Select(g => g.Last()).ToList();
                edited.Apply(changes);
                foreach (var (key, value) in changes)
                {
                    model.Remove(ReferenceTrie.Nibbles(key));
                    if (value.Length > 0)
                    {
                        model.Add(ReferenceTrie.Nibbles(key), value);
                    }
                }

                Assert.That(edited.Root, Is.EqualTo(ReferenceTrie.Root(model)));
            }

            var anew = new EditedTrie();
            anew.Apply(model.Select(entry => (Convert.FromHexString(entry.Key), entry.Value)));
            Assert.That(edited.NodeCount, Is.EqualTo(anew.NodeCount), "nodes left in the store");
        },
        iter: 1500);

    private static IEnumerable<(byte[] Key, byte[] Value)> Changes(JsonElement input, bool isSecure)
    {
        var pairs = input.ValueKind == JsonValueKind.Array
            ? input.EnumerateArray().Select(pair => (pair[0].GetString(), pair[1].GetString()))
            : input.EnumerateObject().Select(pair => ((string?)pair.Name, pair.Value.GetString()));
        foreach (var (key, value) in pairs)
        {
            yield return (isSecure ? Keccak256.Hash(Bytes(key)) : Bytes(key), Bytes(value));
        }
    }

    private static byte[] Bytes(string? text) => text is null ? []
        : text.StartsWith("0x", StringComparison.Ordinal) ? Convert.FromHexString(text[2..])
        : Encoding.UTF8.GetBytes(text);
}
