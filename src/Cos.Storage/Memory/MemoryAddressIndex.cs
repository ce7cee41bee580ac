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
    public IEnumerable<AddressBlock> Find(Address address, ulong from, bool isAscending)
    {
        ulong head = HeadNumber;
        if (isAscending && from > head) yield break;
        for (ulong number = Math.Min(from, head); ; number = isAscending ? number + 1 : number - 1)
        {
            if (BlockAt(number) is { } block && RowsOf(block).Of(address) is { IsEmpty: false } indexes) yield return new AddressBlock(block.Hash, number, indexes);
            if (number == (isAscending ? head : 0)) yield break;
        }
    }

    /// <inheritdoc/>
    public bool TryFindCreation(in Address contract, out ContractCreation creation)
    {
        foreach (var found in Find(contract, 0, true))
        {
            foreach (var made in RowsOf(BlockAt(found.BlockNumber)!).Made)
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
    public bool TryFindSent(in Address sender, ulong nonce, out TransactionLocation location)
    {
        foreach (var found in Find(sender, 0, true))
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

    private static AddressRows RowsOf(ExecutedBlock block) => AddressRows.Of(block, block.Footprint);
}
