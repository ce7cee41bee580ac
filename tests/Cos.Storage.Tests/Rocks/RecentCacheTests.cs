using Cos.Storage.Rocks;
using CsCheck;

namespace Cos.Storage.Tests.Rocks;

public sealed class RecentCacheTests
{
    [Test]
    public void Never_shows_a_reader_what_its_generation_did_not_hold()
    {
        Gen.Select(Gen.Int[0, 2], Gen.Byte[0, 40], Gen.Int[0, 1_000_000]).List[1, 200].Sample(steps =>
        {
            var cache = new RecentCache<int>(16);
            var states = new List<Dictionary<byte, int>> { new() };
            foreach (var (kind, key, value) in steps)
            {
                var newest = states[^1];
                if (kind == 0)
                {
                    cache.Advance(new Dictionary<byte[], int> { [[key]] = value });
                    states.Add(new Dictionary<byte, int>(newest) { [key] = value });
                }
                else if (kind == 1)
                {
                    var generation = value % states.Count;
                    cache.Offer(generation, [key], states[generation].GetValueOrDefault(key));
                }
                else
                {
                    for (var generation = 0; generation < states.Count; generation++)
                    {
                        if (cache.TryGet(generation, [key], out var found))
                        {
                            Assert.That(found, Is.EqualTo(states[generation].GetValueOrDefault(key)));
                        }
                    }
                }
            }
        });
    }

    [Test]
    public void Finds_what_was_offered_last()
    {
        var cache = new RecentCache<string>(64);
        cache.Offer(0, "a"u8, "one");
        cache.Offer(0, "a"u8, "two");
        Assert.That(cache.TryGet(0, "a"u8, out var found) ? found : null, Is.EqualTo("two"));
    }

    [Test]
    public void Misses_for_a_reader_of_an_older_state()
    {
        var cache = new RecentCache<string>(64);
        cache.Offer(0, "a"u8, "one");
        cache.Advance(new Dictionary<byte[], string>());
        Assert.That(cache.TryGet(0, "a"u8, out _), Is.False);
        Assert.That(cache.TryGet(1, "a"u8, out _), Is.True);
    }
}
