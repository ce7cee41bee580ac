using Cos.Primitives;
using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>The steps back of the running transaction, newest last. Bounded by the transaction's gas: every change was paid for.</summary>
internal sealed class UndoLog(TransactionEffects effects)
{
    private const int FirstCapacity = 64;

    private UndoEntry[] _entries = new UndoEntry[FirstCapacity];

    /// <summary>Steps kept.</summary>
    internal int Count { get; private set; }

    /// <summary>Keeps a step.</summary>
    internal void Push(UndoKind kind, AccountRecord? record, int index, in UInt256 previous)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _entries.Length);
        }

        _entries[Count++] = new UndoEntry(kind, index, record, previous);
    }

    /// <summary>Forgets all steps.</summary>
    internal void Clear() => Count = 0;

    /// <summary>Goes back until <paramref name="count"/> steps are kept.</summary>
    internal void Revert(int count)
    {
        Invariant.Require(count >= 0 && count <= Count, "a checkpoint lies in this transaction's past");
        while (Count > count)
        {
            ref var entry = ref _entries[--Count];
            if (entry.Record is { } record)
            {
                Undo(in entry, record);
            }
            else
            {
                Undo(in entry);
            }
        }
    }

    private void Undo(in UndoEntry entry)
    {
        switch (entry.Kind)
        {
            case UndoKind.Log:
                effects.Logs.RemoveAt(effects.Logs.Count - 1);
                break;
            case UndoKind.Refund:
                effects.Refund = unchecked((long)entry.Previous.U0); // written as the same 64 bits
                break;
            case UndoKind.Burnt:
                effects.Burnt = entry.Previous;
                break;
            default:
                Invariant.Require(false, "a step back without an account is of the transaction");
                break;
        }
    }

    private static void Undo(in UndoEntry entry, AccountRecord record)
    {
        switch (entry.Kind)
        {
            case UndoKind.Slot:
                record.Slots![entry.Index].Current = entry.Previous;
                break;
            case UndoKind.WarmSlot:
                record.Slots![entry.Index].WarmGeneration = 0;
                break;
            case UndoKind.Transient:
                record.Transient![entry.Index].Value = entry.Previous;
                break;
            case UndoKind.Balance:
                record.Balance = entry.Previous;
                break;
            case UndoKind.Nonce:
                record.Nonce = entry.Previous.U0;
                break;
            case UndoKind.Code:
                record.ForgetCode(Hash256.FromUInt256(entry.Previous));
                break;
            case UndoKind.WarmAddress:
                record.WarmGeneration = 0;
                break;
            case UndoKind.Touched:
                record.TouchedGeneration = 0;
                break;
            case UndoKind.Created:
                record.CreatedGeneration = 0;
                break;
            case UndoKind.Destroyed:
                record.DestroyedGeneration = 0;
                break;
            default:
                Invariant.Require(false, "a step back of an account has a kind");
                break;
        }
    }
}
