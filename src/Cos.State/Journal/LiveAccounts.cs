using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Journal;

/// <summary>The records of a running block, filled from the parent state when they are first asked for, and the changes every write shares.</summary>
internal sealed class LiveAccounts(IStateView parent, TransactionEffects effects, UndoLog undo)
{
    private readonly Dictionary<Hash256, ReadOnlyMemory<byte>> _newCodes = [];

    /// <summary>All records of the block.</summary>
    internal AccountTable Table { get; } = new();

    /// <summary>The state before the block.</summary>
    internal IStateView Parent => parent;

    /// <summary>Codes set in this block, by hash; some may have been reverted since.</summary>
    internal IReadOnlyDictionary<Hash256, ReadOnlyMemory<byte>> NewCodes => _newCodes;

    /// <summary>The running transaction's stamp; 0 is no transaction.</summary>
    internal uint Generation { get; private set; } = 1;

    /// <summary>Starts the next transaction: what was stamped is so no more.</summary>
    internal void NextGeneration() => Generation++;

    /// <summary>An account's record, its fields not to be read.</summary>
    internal AccountRecord Stamps(in Address address) => Table.Get(address);

    /// <summary>An account's record with its fields.</summary>
    internal AccountRecord Record(in Address address)
    {
        var record = Table.Get(address);
        if (!record.IsLoaded)
        {
            record.Load(parent);
        }

        return record;
    }

    /// <summary>A slot of a record with its values; the reference is good until another slot of the account is asked for.</summary>
    internal ref SlotEntry Slot(AccountRecord record, in UInt256 slot, out int index)
    {
        var table = record.Slots ??= new WordTable<SlotEntry>();
        index = table.Add(slot);
        ref var entry = ref table[index];
        if (!entry.IsLoaded)
        {
            record.LoadSlot(ref entry, parent);
        }

        return ref entry;
    }

    /// <summary>The code of a record.</summary>
    internal ReadOnlyMemory<byte> Code(AccountRecord record)
    {
        if (!record.IsCodeKnown)
        {
            record.Code = _newCodes.TryGetValue(record.CodeHash, out var code) ? code : parent.GetCode(record.CodeHash);
            record.IsCodeKnown = true;
        }

        return record.Code;
    }

    /// <summary>Sets the code of a record.</summary>
    internal void SetCode(AccountRecord record, in Hash256 hash, ReadOnlyMemory<byte> code)
    {
        Touch(record);
        _newCodes.TryAdd(hash, code);
        undo.Push(UndoKind.Code, record, 0, record.CodeHash.ToUInt256());
        (record.CodeHash, record.Code, record.IsCodeKnown) = (hash, code, true);
    }

    /// <summary>Sets the balance of a record.</summary>
    internal void SetBalance(AccountRecord record, in UInt256 balance)
    {
        Touch(record);
        if (record.Balance != balance)
        {
            undo.Push(UndoKind.Balance, record, 0, record.Balance);
            record.Balance = balance;
        }
    }

    /// <summary>Touches a record (EIP-161).</summary>
    internal void Touch(AccountRecord record)
    {
        if (record.TouchedGeneration != Generation)
        {
            undo.Push(UndoKind.Touched, record, 0, UInt256.Zero);
            record.TouchedGeneration = Generation;
        }

        if (record.ListedGeneration != Generation)
        {
            record.ListedGeneration = Generation; // no revert takes it back, or a loop of reverted calls would grow the list without end
            effects.Touched.Add(record);
        }
    }

    /// <summary>
    /// Settles the touched accounts at the transaction's end: destroyed ones go (EIP-6780), and empty ones (EIP-161). Answers the balance, in wei,
    /// that went with them.
    /// </summary>
    internal UInt256 Settle()
    {
        var vanished = UInt256.Zero;
        foreach (var record in effects.Touched)
        {
            if (record.DestroyedGeneration == Generation)
            {
                vanished += record.Balance;
                record.DestroyedGeneration = 0;
                record.Remove();
            }
            else if (!record.IsEmpty)
            {
                record.IsKept = true;
            }
            else if (record.TouchedGeneration == Generation)
            {
                record.Remove();
            }
        }

        effects.Touched.Clear();
        return vanished;
    }
}
