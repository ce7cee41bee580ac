using System.Collections.Immutable;
using Cos.Chain.Ports;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.Primitives;
using Cos.State.Diff;

namespace Cos.Storage.Blocks;

/// <summary>
/// What of a block's footprint its body and receipts do not tell, as RLP: [[[index, account…]…], [[index, contract, creator]…]]. Sender and callee of
/// a transaction are left out, and the contract that it made itself: a transfer leaves nothing.
/// </summary>
internal static class FootprintBytes
{
    /// <summary>The bytes; none where there is nothing to tell.</summary>
    public static byte[] Encode(ExecutedBlock block)
    {
        var writer = new RlpWriter();
        var others = new List<Address>();
        var isEmpty = true;
        writer.StartList();
        writer.StartList();
        for (var i = 0; i < block.Footprint.Ends.Length; i++)
        {
            ListOthers(block, i, others);
            if (others.Count == 0)
            {
                continue;
            }

            isEmpty = false;
            writer.StartList();
            writer.Write((ulong)i);
            foreach (var other in others)
            {
                writer.Write(other);
            }

            writer.EndList();
        }

        writer.EndList();
        writer.StartList();
        foreach (var made in block.Footprint.Made)
        {
            if (block.Receipts[made.TransactionIndex].ContractAddress == made.Contract)
            {
                continue;
            }

            isEmpty = false;
            writer.StartList();
            writer.Write((ulong)made.TransactionIndex);
            writer.Write(made.Contract);
            writer.Write(made.Creator);
            writer.EndList();
        }

        writer.EndList();
        writer.EndList();
        return isEmpty ? [] : writer.ToArray();
    }

    /// <summary>The footprint as far as it was kept.</summary>
    public static BlockFootprint Decode(ReadOnlySpan<byte> bytes)
    {
        var touched = ImmutableArray.CreateBuilder<Address>();
        var ends = ImmutableArray.CreateBuilder<int>();
        var made = ImmutableArray.CreateBuilder<MadeContract>();
        var reader = new RlpReader(bytes);
        Invariant.Require(reader.TryReadList(out var parts), "a footprint is a list");
        Invariant.Require(parts.TryReadList(out var uses), "a footprint has uses");
        Invariant.Require(parts.TryReadList(out var contracts), "a footprint has contracts");
        while (!uses.AtEnd)
        {
            Invariant.Require(uses.TryReadList(out var entry), "a use is a list");
            var index = IndexIn(ref entry);
            while (ends.Count < index)
            {
                ends.Add(touched.Count);
            }

            while (!entry.AtEnd)
            {
                touched.Add(AddressIn(ref entry));
            }

            ends.Add(touched.Count);
        }

        while (!contracts.AtEnd)
        {
            Invariant.Require(contracts.TryReadList(out var entry), "a contract made is a list");
            made.Add(new MadeContract(IndexIn(ref entry), AddressIn(ref entry), AddressIn(ref entry)));
        }

        return new BlockFootprint(touched.ToImmutable(), ends.ToImmutable(), made.ToImmutable());
    }

    private static int IndexIn(ref RlpReader entry)
    {
        Invariant.Require(entry.TryReadUInt64(out var index) && index <= AddressIndex.TransactionIndexMax, "an entry of a footprint names its transaction");
        return (int)index;
    }

    private static Address AddressIn(ref RlpReader entry)
    {
        Invariant.Require(entry.TryReadAddress(out var address), "an entry of a footprint lists accounts");
        return address;
    }

    private static void ListOthers(ExecutedBlock block, int index, List<Address> others)
    {
        others.Clear();
        var (sender, callee) = (block.Senders[index], block.Block.Transactions[index].To ?? block.Receipts[index].ContractAddress);
        foreach (var address in block.Footprint.Of(index))
        {
            if (address != sender && address != callee)
            {
                others.Add(address);
            }
        }
    }
}
