using Cos.Primitives.Codec;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.State.Tests.Trie;

public sealed class ListRootTests
{
    [Test]
    public void No_items_have_the_empty_root() => Assert.That(ListRoot.Of([]), Is.EqualTo(Account.EmptyRoot));

    [Test]
    public void Items_are_filed_under_the_RLP_of_their_index([Values(1, 2, 3, 16, 17, 126, 127, 128, 129, 130, 255, 256, 257, 700)] int count)
    {
        var items = Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)Enumerable.Repeat((byte)(1 + i % 251), 1 + i % 70).ToArray()).ToArray();
        var model = items.Select((item, index) => (Key: ReferenceTrie.Nibbles(Encoded(index)), Value: item.ToArray())).ToDictionary(e => e.Key, e => e.Value);

        Assert.That(ListRoot.Of(items), Is.EqualTo(ReferenceTrie.Root(model)));
    }

    private static byte[] Encoded(int index)
    {
        var writer = new RlpWriter();
        writer.Write((ulong)index);
        return writer.ToArray();
    }
}
