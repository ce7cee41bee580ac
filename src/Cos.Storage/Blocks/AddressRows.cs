using System.Collections.Immutable;
using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.State.Diff;

namespace Cos.Storage.Blocks;

/// <summary>Whom a block's transactions had to do with, account by account; and the contracts they made.</summary>
internal sealed class AddressRows
{
    private readonly SortedDictionary<Address, List<int>> _uses = []; // whoever chooses the accounts cannot choose what this costs
    private readonly List<MadeContract> _made = [];

    private AddressRows()
    {
    }

    /// <summary>For each account its transactions, ascending.</summary>
    public IReadOnlyDictionary<Address, List<int>> Uses => _uses;

    /// <summary>The contracts made.</summary>
    public IReadOnlyList<MadeContract> Made => _made;

    /// <summary>The rows of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="footprint">Whom its messages had to do with; where nothing was kept of it, the emitters of logs stand for them.</param>
    public static AddressRows Of(ExecutedBlock block, BlockFootprint footprint)
    {
        var rows = new AddressRows();
        for (var i = 0; i < block.Block.Transactions.Length; i++)
        {
            rows.Add(block.Senders[i], i);
            if (block.Block.Transactions[i].To is { } callee)
            {
                rows.Add(callee, i);
            }
            else if (block.Receipts[i].ContractAddress is { } contract)
            {
                rows.AddCreation(block, i, contract);
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

        rows._made.AddRange(footprint.Made.Where(made => block.Receipts[made.TransactionIndex].ContractAddress != made.Contract));
        return rows;
    }

    /// <summary>The transactions of one account; none where it has no row.</summary>
    public ImmutableArray<int> Of(in Address address) => _uses.TryGetValue(address, out var indexes) ? [.. indexes] : [];

    private void AddCreation(ExecutedBlock block, int index, in Address contract)
    {
        Add(contract, index);
        if (block.Receipts[index].Succeeded)
        {
            _made.Add(new MadeContract(index, contract, block.Senders[index]));
        }
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
