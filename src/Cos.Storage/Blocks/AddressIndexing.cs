using Cos.Chain.Ports;
using Cos.Primitives;
using Cos.Storage.Rocks;

namespace Cos.Storage.Blocks;

/// <summary>
/// Takes final blocks into the index of accounts, oldest first, also those of before it was switched on. Each batch says how far it came, so a
/// crash loses nothing and repeats nothing. One at a time, on whatever thread.
/// </summary>
public sealed class AddressIndexing(RocksDatabase database, RocksBlockStore blocks, AddressIndex index)
{
    private const int WorkPerBatch = 20_000;
    private const int WorkPerBlock = 20; // reading a block, even an empty one, takes about as long as writing so many rows

    /// <summary>Writes the rows of the next final blocks, a thousand at most; false when there are none.</summary>
    /// <param name="next">The first height that has no rows then.</param>
    /// <param name="final">The final block's height.</param>
    /// <param name="stop">Ends it between two blocks; nothing is written then.</param>
    /// <exception cref="OperationCanceledException">It was told to end.</exception>
    public bool TryStep(out ulong next, out ulong final, CancellationToken stop = default)
    {
        using var moment = database.TakeSnapshot();
        next = index.NextIn(moment);
        final = 0;
        if (blocks.Final is not { } hash)
        {
            return false;
        }

        Invariant.Require(blocks.TryGetHeader(hash, out var header), "the final block is stored");
        final = header.Number;
        if (next > final)
        {
            return false;
        }

        using var batch = database.NewBatch();
        for (var work = 0; next <= final && work < WorkPerBatch; next++)
        {
            stop.ThrowIfCancellationRequested();
            work += WorkPerBlock + index.AddTo(batch, BlockAt(next));
        }

        AddressIndex.SetNext(batch, next);
        batch.Write(sync: false);
        return true;
    }

    /// <summary>Says to whoever asks the index that it takes in no more blocks, because of a fault.</summary>
    public void GiveUp() => index.Stop();

    private ExecutedBlock BlockAt(ulong height)
    {
        Invariant.Require(blocks.TryGetCanonicalHash(height, out var hash), "the canonical chain has no gaps");
        Invariant.Require(blocks.TryGetExecuted(hash, out var block), "a canonical block is stored");
        return block;
    }
}
