using Cos.Crypto.Hashing;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.State.Journal;

/// <summary>
/// The world while a block runs: what its transactions changed so far over a parent state, with a step back for each change.
/// Warm sets, transient storage, logs, refund and original values belong to one transaction; the rest lasts for the block.
/// One thread at a time.
/// </summary>
public sealed class Journal
{
    private readonly TransactionEffects _effects = new();
    private readonly UndoLog _undo;
    private readonly LiveAccounts _live;

    /// <summary>Starts without changes over a parent state.</summary>
    public Journal(IStateView parent)
    {
        _undo = new UndoLog(_effects);
        _live = new LiveAccounts(parent, _effects, _undo);
    }

    /// <summary>The refund counter of this transaction, in gas; may be below zero in the middle of it (EIP-3529).</summary>
    public long Refund => _effects.Refund;
    /// <summary>The logs of this transaction so far; the next transaction reuses the list.</summary>
    public IReadOnlyList<Log> Logs => _effects.Logs;

    /// <summary>Starts a transaction or system call: nothing is warm, created or transient, and what is stored is original.</summary>
    public void BeginTransaction()
    {
        _live.NextGeneration();
        _undo.Clear();
        _effects.Clear();
    }

    /// <summary>
    /// Ends the transaction: destroys what SELFDESTRUCT marked (EIP-6780) and removes touched empty accounts (EIP-161). Answers the balance, in
    /// wei, that vanished with destroyed accounts; it is in no account any more, and where nothing is burnt the caller gives it away.
    /// Logs and refund can be read until the next <see cref="BeginTransaction"/>.
    /// </summary>
    public UInt256 EndTransaction()
    {
        var vanished = _effects.Burnt + _live.Settle();
        _effects.Burnt = UInt256.Zero;
        _undo.Clear();
        return vanished;
    }

    /// <summary>Marks a point of this transaction to come back to.</summary>
    public int Checkpoint() => _undo.Count;
    /// <summary>Takes back everything since a checkpoint of this transaction, warmth included (EIP-2929); later checkpoints are void.</summary>
    public void Revert(int checkpoint) => _undo.Revert(checkpoint);
    /// <summary>Whether the state has the account.</summary>
    public bool Exists(in Address address) => _live.Record(address).Exists;
    /// <summary>Whether the account is absent or has no nonce, balance and code (EIP-161).</summary>
    public bool IsEmpty(in Address address) => _live.Record(address).IsEmpty;
    /// <summary>The balance in wei; zero for an absent account.</summary>
    public UInt256 GetBalance(in Address address) => _live.Record(address).Balance;
    /// <summary>The nonce; zero for an absent account.</summary>
    public ulong GetNonce(in Address address) => _live.Record(address).Nonce;

    /// <summary>The code's hash; <see cref="Hash256.Zero"/> for an absent or empty account (EIP-1052, EIP-161).</summary>
    public Hash256 GetCodeHash(in Address address)
    {
        var record = _live.Record(address);
        return record.IsEmpty ? Hash256.Zero : record.CodeHash;
    }

    /// <summary>The code, empty where there is none; a delegation (EIP-7702) is code like any other.</summary>
    public ReadOnlyMemory<byte> GetCode(in Address address) => _live.Code(_live.Record(address));
    /// <summary>The value of a storage slot now.</summary>
    public UInt256 GetStorage(in Address address, in UInt256 slot) => _live.Slot(_live.Record(address), slot, out _).Current;

    /// <summary>The value of a storage slot at the start of this transaction (EIP-2200).</summary>
    public UInt256 GetOriginalStorage(in Address address, in UInt256 slot)
    {
        ref var entry = ref _live.Slot(_live.Record(address), slot, out _);
        return entry.OriginalGeneration == _live.Generation ? entry.Original : entry.Current;
    }

    /// <summary>Whether the account came into this block with storage that still stands: no contract may be created there (EIP-7610).</summary>
    public bool HasStorage(in Address address)
    {
        var record = _live.Record(address);
        return record.Parent.HasStorage && !record.IsStorageWiped;
    }

    /// <summary>The value of a transient slot (EIP-1153).</summary>
    public UInt256 GetTransient(in Address address, in UInt256 slot)
    {
        if (_live.Stamps(address).Transient is not { } table)
        {
            return UInt256.Zero;
        }

        var index = table.IndexOf(slot);
        return index < 0 ? UInt256.Zero : table[index].Value;
    }

    /// <summary>Whether this transaction created the account (EIP-6780).</summary>
    public bool IsCreated(in Address address) => _live.Stamps(address).CreatedGeneration == _live.Generation;
    /// <summary>Touches the account: if it is empty at the transaction's end it is removed (EIP-161).</summary>
    public void Touch(in Address address) => _live.Touch(_live.Record(address));
    /// <summary>Sets the balance and touches the account.</summary>
    public void SetBalance(in Address address, in UInt256 balance) => _live.SetBalance(_live.Record(address), balance);

    /// <summary>Adds to the balance modulo 2^256 (a block that gains by it fails the conservation check) and touches the account.</summary>
    public void AddBalance(in Address address, in UInt256 value)
    {
        var record = _live.Record(address);
        _live.SetBalance(record, record.Balance + value);
    }

    /// <summary>Takes from a balance that the caller knows to suffice, and touches the account.</summary>
    public void SubtractBalance(in Address address, in UInt256 value)
    {
        var record = _live.Record(address);
        Invariant.Require(UInt256.TrySubtract(record.Balance, value, out var rest), "a balance suffices for what is taken from it");
        _live.SetBalance(record, rest);
    }

    /// <summary>Moves value that the caller knows the sender to have, and touches both accounts.</summary>
    public void Transfer(in Address from, in Address to, in UInt256 value)
    {
        var moved = value; // may be the sender's own balance by reference, which the first step changes
        SubtractBalance(from, moved);
        AddBalance(to, moved);
    }

    /// <summary>Sets the nonce and touches the account.</summary>
    public void SetNonce(in Address address, ulong nonce)
    {
        var record = _live.Record(address);
        _live.Touch(record);
        if (record.Nonce != nonce)
        {
            _undo.Push(UndoKind.Nonce, record, 0, record.Nonce);
            record.Nonce = nonce;
        }
    }

    /// <summary>Adds one to a nonce. No block has one of 2^64 - 1 to add to (EIP-2681); a simulated call that pretends one goes on from zero.</summary>
    public void IncrementNonce(in Address address) => SetNonce(address, unchecked(GetNonce(address) + 1));

    /// <summary>Sets the code, whose bytes nobody changes any more, and touches the account.</summary>
    public void SetCode(in Address address, ReadOnlyMemory<byte> code)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(code.Span, digest);
        _live.SetCode(_live.Record(address), new Hash256(digest), code);
    }

    /// <summary>Sets a storage slot.</summary>
    public void SetStorage(in Address address, in UInt256 slot, in UInt256 value)
    {
        var record = _live.Record(address);
        ref var entry = ref _live.Slot(record, slot, out var index);
        if (entry.Current == value)
        {
            return;
        }

        if (entry.OriginalGeneration != _live.Generation)
        {
            entry.Original = entry.Current;
            entry.OriginalGeneration = _live.Generation;
        }

        _undo.Push(UndoKind.Slot, record, index, entry.Current);
        entry.Current = value;
    }

    /// <summary>Sets a transient slot (EIP-1153).</summary>
    public void SetTransient(in Address address, in UInt256 slot, in UInt256 value)
    {
        var record = _live.Stamps(address);
        if (record.Transient is not { } table)
        {
            record.Transient = table = _effects.TakeTable();
            _effects.WithTransient.Add(record);
        }

        var index = table.Add(slot);
        _undo.Push(UndoKind.Transient, record, index, table[index].Value);
        table[index].Value = value;
    }

    /// <summary>Notes that this transaction creates the account, and who does, and touches it; a balance that it has stays.</summary>
    public void MarkCreated(in Address address, in Address creator)
    {
        var record = _live.Record(address);
        _live.Touch(record);
        if (record.CreatedGeneration != _live.Generation)
        {
            _undo.Push(UndoKind.Created, record, 0, UInt256.Zero);
            record.CreatedGeneration = _live.Generation;
            record.Creator = creator;
        }
    }

    /// <summary>Lists whom this transaction touched, each once, also where that was taken back; and the contracts that it made. Call before <see cref="EndTransaction"/>.</summary>
    public void ListTouched(List<Address> touched, List<(Address Contract, Address Creator)> made)
    {
        foreach (var record in _effects.Touched)
        {
            touched.Add(record.Address);
            var isMade = record.CreatedGeneration == _live.Generation && record.DestroyedGeneration != _live.Generation;
            if (isMade && record.CodeHash != Account.EmptyCodeHash) made.Add((record.Address, record.Creator));
        }
    }

    /// <summary>
    /// SELFDESTRUCT: moves the balance to the beneficiary; answers whether the account goes at the transaction's end, because this transaction
    /// created it (EIP-6780). To itself, such an account's balance vanishes at once, and <see cref="EndTransaction"/> reports it.
    /// </summary>
    public bool Destroy(in Address address, in Address beneficiary)
    {
        var record = _live.Record(address);
        _live.Touch(record);
        var isDestroyed = record.CreatedGeneration == _live.Generation;
        if (address != beneficiary)
        {
            var balance = record.Balance; // a copy: by reference it would change under the transfer
            Transfer(address, beneficiary, balance);
        }
        else if (isDestroyed)
        {
            _undo.Push(UndoKind.Burnt, null, 0, _effects.Burnt);
            _effects.Burnt += record.Balance;
            _live.SetBalance(record, UInt256.Zero);
        }

        if (isDestroyed && record.DestroyedGeneration != _live.Generation)
        {
            _undo.Push(UndoKind.Destroyed, record, 0, UInt256.Zero);
            record.DestroyedGeneration = _live.Generation;
        }

        return isDestroyed;
    }

    /// <summary>Makes an address warm; answers whether it was cold in this transaction (EIP-2929).</summary>
    public bool WarmAddress(in Address address)
    {
        var record = _live.Stamps(address);
        if (record.WarmGeneration == _live.Generation)
        {
            return false;
        }

        _undo.Push(UndoKind.WarmAddress, record, 0, UInt256.Zero);
        record.WarmGeneration = _live.Generation;
        return true;
    }

    /// <summary>Makes a slot warm, its address not; answers whether it was cold in this transaction (EIP-2929).</summary>
    public bool WarmSlot(in Address address, in UInt256 slot)
    {
        var record = _live.Stamps(address);
        var table = record.Slots ??= new WordTable<SlotEntry>();
        var index = table.Add(slot);
        if (table[index].WarmGeneration == _live.Generation)
        {
            return false;
        }

        _undo.Push(UndoKind.WarmSlot, record, index, UInt256.Zero);
        table[index].WarmGeneration = _live.Generation;
        return true;
    }

    /// <summary>Adds a log.</summary>
    public void AddLog(Log log)
    {
        _undo.Push(UndoKind.Log, null, 0, UInt256.Zero);
        _effects.Logs.Add(log);
    }

    /// <summary>Adds gas to the refund counter.</summary>
    public void AddRefund(long gas)
    {
        _undo.Push(UndoKind.Refund, null, 0, unchecked((ulong)_effects.Refund)); // the same 64 bits
        _effects.Refund += gas;
    }

    /// <summary>Takes gas from the refund counter.</summary>
    public void SubtractRefund(long gas) => AddRefund(-gas);
    /// <summary>What the block's transactions changed in the parent state; call between transactions.</summary>
    public StateDiff BuildDiff() => DiffBuilder.Build(_live);
}
