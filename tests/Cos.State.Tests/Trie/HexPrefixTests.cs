using System.Text.Json;
using Cos.State.Trie;
using Cos.Testing;

namespace Cos.State.Tests.Trie;

public sealed class HexPrefixTests
{
    [Test]
    public void Encodes_every_public_path_and_reads_it_back()
    {
        var file = ConformanceArchive.Files("eth-tests-basic").First(f => f.Path.EndsWith("BasicTests/hexencodetest.json", StringComparison.Ordinal));
        var seen = 0;
        foreach (var test in JsonDocument.Parse(file.Content).RootElement.EnumerateObject())
        {
            seen++;
            byte[] nibbles = [.. test.Value.GetProperty("seq").EnumerateArray().Select(nibble => nibble.GetByte())];
            var isLeaf = test.Value.GetProperty("term").GetBoolean();
            var encoded = new byte[HexPrefix.LengthOf(nibbles.Length)];
            HexPrefix.Write(nibbles, isLeaf, encoded);
            Assert.That(Convert.ToHexStringLower(encoded), Is.EqualTo(test.Value.GetProperty("out").GetString()), test.Name);

            Assert.That(HexPrefix.TryLength(encoded, out var length, out var readLeaf), Is.True, test.Name);
            Assert.That((length, readLeaf), Is.EqualTo((nibbles.Length, isLeaf)), test.Name);
            var read = new byte[length];
            HexPrefix.ReadNibbles(encoded, read);
            Assert.That(read, Is.EqualTo(nibbles), test.Name);
        }

        Assert.That(seen, Is.EqualTo(12));
    }
}
