using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.Storage.Blocks;

namespace Cos.Storage.Memory;

/// <summary>The index of accounts over a store in memory: it looks through the blocks.</summary>
public sealed class MemoryAddressIndex(MemoryBlockStore blocks) : IAddressIndex
{
    /// <inheritdoc/>
    public ulong BlocksBehind => 0;

    /// <inheritdoc/>
    public bool IsStopped => false;

    /// <inheritdoc/>
    public IEnumerable<AddressBlock> Find(Address address, ulong from, bool isAscending, CancellationToken stop = default)
    {
        ulong head = HeadNumber;
        if (isAscending && from > head) yield break;
        for (ulong number = Math.Min(from, head); ; number = isAscending ? number + 1 : number - 1)
        {
            stop.ThrowIfCancellationRequested();
            if (BlockAt(number) is { } block && AddressRows.IndexesOf(address, block, block.Footprint) is { IsEmpty: false } indexes) yield return new AddressBlock(block.Hash, number, indexes);
            if (number == (isAscending ? head : 0)) yield break;
        }
    }

    /// <inheritdoc/>
    public bool TryFindCreation(in Address contract, out ContractCreation creation, CancellationToken stop = default)
    {
        foreach (var found in Find(contract, 0, true, stop))
        {
            var block = BlockAt(found.BlockNumber)!;
            foreach (var made in AddressRows.MadeIn(block, block.Footprint))
            {
                if (made.Contract != contract) continue;
                creation = new ContractCreation(new TransactionLocation(found.BlockHash, found.BlockNumber, made.TransactionIndex), made.Creator);
                return true;
            }
        }

        creation = default;
        return false;
    }

    /// <inheritdoc/>
    public bool TryFindSent(in Address sender, ulong nonce, out TransactionLocation location, CancellationToken stop = default)
    {
        foreach (var found in Find(sender, 0, true, stop))
        {
            var block = BlockAt(found.BlockNumber)!;
            foreach (int index in found.Transactions)
            {
                if (block.Senders[index] != sender || block.Block.Transactions[index].Nonce != nonce) continue;
                location = new TransactionLocation(found.BlockHash, found.BlockNumber, index);
                return true;
            }
        }

        location = default;
        return false;
    }

    private ulong HeadNumber => blocks.Head is { } head && blocks.TryGetHeader(head, out var header) ? header.Number : 0;

    private ExecutedBlock? BlockAt(ulong number) =>
        blocks.TryGetCanonicalHash(number, out var hash) && blocks.TryGetExecuted(hash, out var block) ? block : null;
}
