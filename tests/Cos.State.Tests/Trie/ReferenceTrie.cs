using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.State.Tests.Trie;

/// <summary>The trie as its definition says it (Yellow Paper, appendix D), built anew each time from all of its keys.</summary>
internal static class ReferenceTrie
{
    internal static Hash256 Root(IReadOnlyDictionary<string, byte[]> valuesByNibbles) =>
        new(Keccak256.Hash(valuesByNibbles.Count == 0 ? [0x80] : Node([.. valuesByNibbles], 0)));

    internal static string Nibbles(ReadOnlySpan<byte> key) => Convert.ToHexStringLower(key);

    private static byte[] Node(List<KeyValuePair<string, byte[]>> entries, int depth)
    {
        if (entries.Count == 1)
        {
            return List(String(HexPrefix(entries[0].Key[depth..], isLeaf: true)), String(entries[0].Value));
        }

        var shared = entries.Select(e => e.Key).Aggregate((a, b) => a[..Common(a, b)]).Length;
        if (shared > depth)
        {
            return List(String(HexPrefix(entries[0].Key[depth..shared], isLeaf: false)), Reference(Node(entries, shared)));
        }

        var items = new List<byte[]>();
        foreach (var nibble in "0123456789abcdef")
        {
            var below = entries.Where(e => e.Key.Length > depth && e.Key[depth] == nibble).ToList();
            items.Add(below.Count == 0 ? [0x80] : Reference(Node(below, depth + 1)));
        }

        items.Add(String(entries.Where(e => e.Key.Length == depth).Select(e => e.Value).SingleOrDefault() ?? []));
        return List([.. items]);
    }

    private static int Common(string a, string b) => a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();

    private static byte[] Reference(byte[] node) => node.Length < 32 ? node : String(Keccak256.Hash(node));

    private static byte[] HexPrefix(string nibbles, bool isLeaf)
    {
        var flag = isLeaf ? 2 : 0;
        return Convert.FromHexString(nibbles.Length % 2 == 0 ? $"{flag}0{nibbles}" : $"{flag + 1}{nibbles}");
    }

    private static byte[] String(byte[] bytes)
    {
        var writer = new RlpWriter();
        writer.Write(bytes);
        return writer.ToArray();
    }

    private static byte[] List(params byte[][] items)
    {
        var writer = new RlpWriter();
        writer.StartList();
        foreach (var item in items)
        {
            writer.WriteRaw(item);
        }

        writer.EndList();
        return writer.ToArray();
    }
}
