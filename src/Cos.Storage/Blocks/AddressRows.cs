using System.Collections.Immutable;
using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.State.Diff;

namespace Cos.Storage.Blocks;

/// <summary>Whom a block's transactions had to do with, account by account; and the contracts they made.</summary>
internal sealed class AddressRows
{
    private readonly SortedDictionary<Address, List<int>> _uses = []; // whoever chooses the accounts cannot choose what this costs

    private AddressRows(ImmutableArray<MadeContract> made) => Made = made;

    /// <summary>For each account its transactions, ascending.</summary>
    public IReadOnlyDictionary<Address, List<int>> Uses => _uses;

    /// <summary>The contracts made.</summary>
    public ImmutableArray<MadeContract> Made { get; }

    /// <summary>The rows of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="footprint">Whom its messages had to do with; where nothing was kept of it, the emitters of logs stand for them.</param>
    public static AddressRows Of(ExecutedBlock block, BlockFootprint footprint)
    {
        var rows = new AddressRows(MadeIn(block, footprint));
        for (var i = 0; i < block.Block.Transactions.Length; i++)
        {
            rows.Add(block.Senders[i], i);
            if (block.Block.Transactions[i].To is { } callee)
            {
                rows.Add(callee, i);
            }
            else if (block.Receipts[i].ContractAddress is { } contract)
            {
                rows.Add(contract, i);
            }

            foreach (var log in block.Receipts[i].Logs)
            {
                rows.Add(log.Address, i);
            }

            foreach (var address in footprint.Of(i))
            {
                rows.Add(address, i);
            }
        }

        return rows;
    }

    /// <summary>The transactions of one account, ascending, without making the rows of the others.</summary>
    public static ImmutableArray<int> IndexesOf(in Address address, ExecutedBlock block, BlockFootprint footprint)
    {
        var indexes = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < block.Block.Transactions.Length; i++)
        {
            if (IsNamedIn(block, i, address) || footprint.Of(i).Contains(address))
            {
                indexes.Add(i);
            }
        }

        return indexes.DrainToImmutable();
    }

    /// <summary>The contracts that a block made, those of its transactions themselves first.</summary>
    public static ImmutableArray<MadeContract> MadeIn(ExecutedBlock block, BlockFootprint footprint)
    {
        var made = ImmutableArray.CreateBuilder<MadeContract>();
        for (var i = 0; i < block.Block.Transactions.Length; i++)
        {
            if (block.Block.Transactions[i].To is null && block.Receipts[i] is { Succeeded: true, ContractAddress: { } contract })
            {
                made.Add(new MadeContract(i, contract, block.Senders[i]));
            }
        }

        made.AddRange(footprint.Made.Where(inner => block.Receipts[inner.TransactionIndex].ContractAddress != inner.Contract));
        return made.DrainToImmutable();
    }

    private static bool IsNamedIn(ExecutedBlock block, int index, in Address address)
    {
        if (block.Senders[index] == address || (block.Block.Transactions[index].To ?? block.Receipts[index].ContractAddress) == address)
        {
            return true;
        }

        foreach (var log in block.Receipts[index].Logs)
        {
            if (log.Address == address)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(in Address address, int index)
    {
        if (!_uses.TryGetValue(address, out var indexes))
        {
            _uses.Add(address, indexes = new List<int>(1));
        }

        if (indexes.Count == 0 || indexes[^1] != index)
        {
            indexes.Add(index);
        }
    }
}
