using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.State.Trie;
using Cos.State.View;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;

namespace Cos.Storage.Audit;

/// <summary>Fingerprints the flat accounts and slots as the leaves that they stand for.</summary>
internal sealed class FlatAudit(RocksDatabase database, RocksSnapshot snapshot, AuditLog log)
{
    private readonly RlpWriter _writer = new();

    /// <summary>The flat accounts; those that do not decode are noted as faults and left out.</summary>
    internal LeafSum Accounts(ulong expected)
    {
        log.Begin(AuditStage.FlatAccounts, expected);
        var sum = new LeafSum();
        Span<byte> hashed = stackalloc byte[Hash256.Size];
        using var entries = database.Iterate(Column.Accounts, snapshot);
        for (var isHere = entries.Seek([]); isHere && !log.IsFull; isHere = entries.Next())
        {
            log.CountEntry();
            if (entries.Key.Length != Address.Size || !AccountBytes.TryDecode(entries.Value, out var account))
            {
                log.Add($"the flat account {Hex.Encode(entries.Key)} does not decode");
                continue;
            }

            Keccak256.Hash(entries.Key, hashed);
            sum = sum.Plus(hashed, [], LeafOf(account));
        }

        return sum;
    }

    /// <summary>The flat slots; those that do not decode are noted as faults and left out.</summary>
    internal LeafSum Slots(ulong expected)
    {
        log.Begin(AuditStage.FlatSlots, expected);
        var sum = new LeafSum();
        Span<byte> address = stackalloc byte[Address.Size], hashedAddress = stackalloc byte[Hash256.Size], hashedSlot = stackalloc byte[Hash256.Size];
        var isFirst = true;
        using var entries = database.Iterate(Column.Slots, snapshot);
        for (var isHere = entries.Seek([]); isHere && !log.IsFull; isHere = entries.Next())
        {
            log.CountEntry();
            var key = entries.Key;
            if (key.Length != SchemaKey.SlotBytes || !SlotBytes.TryDecode(entries.Value, out var value))
            {
                log.Add($"the flat slot {Hex.Encode(key)} (address, slot) does not decode");
                continue;
            }

            if (isFirst || !key.StartsWith(address))
            {
                key[..Address.Size].CopyTo(address);
                Keccak256.Hash(address, hashedAddress);
                isFirst = false;
            }

            Keccak256.Hash(key[Address.Size..], hashedSlot);
            sum = sum.Plus(hashedAddress, hashedSlot, LeafOf(value));
        }

        return sum;
    }

    private ReadOnlySpan<byte> LeafOf(in Account account)
    {
        _writer.Reset();
        AccountRlp.Write(_writer, account);
        return _writer.Written;
    }

    private ReadOnlySpan<byte> LeafOf(in UInt256 value)
    {
        _writer.Reset();
        _writer.Write(value);
        return _writer.Written;
    }
}
