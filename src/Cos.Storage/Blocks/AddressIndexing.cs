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
    private const int RowsPerBatch = 20_000;

    /// <summary>Writes the rows of the next final blocks; false when there are none.</summary>
    /// <param name="next">The first height that has no rows then.</param>
    /// <param name="final">The final block's height.</param>
    public bool TryStep(out ulong next, out ulong final)
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
        for (var rows = 0; next <= final && rows < RowsPerBatch; next++)
        {
            rows += index.AddTo(batch, BlockAt(next));
        }

        batch.Write(sync: false);
        return true;
    }

    private ExecutedBlock BlockAt(ulong height)
    {
        Invariant.Require(blocks.TryGetCanonicalHash(height, out var hash), "the canonical chain has no gaps");
        Invariant.Require(blocks.TryGetExecuted(hash, out var block), "a canonical block is stored");
        return block;
    }
}
