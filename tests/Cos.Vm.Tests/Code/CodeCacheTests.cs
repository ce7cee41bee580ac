using Cos.Primitives.Values;
using Cos.Vm.Code;

namespace Cos.Vm.Tests.Code;

public sealed class CodeCacheTests
{
    [Test]
    public void Keeps_what_is_used_and_forgets_what_is_not_within_its_bound()
    {
        var cache = new CodeCache();
        var hot = Hash256.FromUInt256(1);
        cache.Add(hot, new ByteCode(new byte[24_576]));
        var count = (ulong)(3 * CodeCache.GenerationBytesMax / 24_576);
        for (ulong i = 2; i < count; i++)
        {
            cache.Add(Hash256.FromUInt256(i), new ByteCode(new byte[24_576]));
            Assert.That(cache.TryGet(hot, out _), Is.True);
        }

        Assert.That(cache.TryGet(Hash256.FromUInt256(2), out _), Is.False);
        Assert.That(cache.TryGet(Hash256.FromUInt256(count - 1), out _), Is.True);
    }
}
