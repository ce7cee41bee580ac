using Cos.State.Diff;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.States;

namespace Cos.Storage.Tests.States;

public sealed class ConcurrentReadersTests
{
    private const int Blocks = 600;
    private const int HeldMax = 6;
    private const int Readers = 3;

    [Test]
    public void See_the_state_of_their_own_height_while_the_store_moves_on([Values(1UL << 10, 1UL << 20)] ulong cacheBytes)
    {
        using var folder = new TemporaryFolder();
        using var database = RocksDatabase.Open(folder.Path, 1 << 20);
        var store = new RocksStateStore(database, cacheBytes, 40);
        var model = new StateModel(11);
        var layers = new List<StateLayer>();
        IWorldState parent = store.Current;
        for (var i = 0; i < Blocks; i++)
        {
            layers.Add(model.Next(parent));
            parent = layers[^1];
        }

        store.Flush(layers[..1]);
        using var isDone = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers)
            .Select(seed => Task.Factory.StartNew(() => Read(store, model, new Random(seed), isDone.Token), TaskCreationOptions.LongRunning))
            .ToArray();
        for (var at = 1; at < Blocks && !readers.Any(reader => reader.IsCompleted); at += 3)
        {
            store.Flush(layers[at..Math.Min(at + 3, Blocks)]);
            if (at % 20 == 1)
            {
                GC.Collect(); // releases the snapshots of worlds that nobody holds, while others are read
            }
        }

        isDone.Cancel();
        foreach (var reader in readers)
        {
            var (mismatch, reads) = reader.Result;
            Assert.That(mismatch, Is.Null);
            Assert.That(reads, Is.Positive);
        }

        Assert.That(store.Height, Is.EqualTo(Blocks - 1));
    }

    private static (string? Mismatch, long Reads) Read(RocksStateStore store, StateModel model, Random random, CancellationToken stop)
    {
        var held = new List<(ulong Height, IStateView View)>();
        for (var reads = 0L; ; reads++)
        {
            if (stop.IsCancellationRequested && reads > 0)
            {
                return (null, reads);
            }

            if (held.Count < HeldMax || random.Next(20) == 0)
            {
                if (held.Count == HeldMax)
                {
                    held.RemoveAt(random.Next(HeldMax));
                }

                held.Add(Open(store, random));
            }

            var (height, view) = held[random.Next(held.Count)];
            if (model.Mismatch(height, view, random) is { } mismatch)
            {
                return (mismatch, reads);
            }
        }
    }

    private static (ulong Height, IStateView View) Open(RocksStateStore store, Random random)
    {
        var newest = (RocksWorld)store.Current;
        var height = newest.Tip.Height - Math.Min(newest.Tip.Height, (ulong)random.Next(50));
        return random.Next(3) switch
        {
            0 when store.TryOpenAt(height, out var view) => (height, view),
            1 when store.TryOpenWorldAt(height, out var world) => (height, world),
            _ => (newest.Tip.Height, newest),
        };
    }
}
