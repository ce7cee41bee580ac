using Cos.Primitives.Values;

namespace Cos.Chain.Pool;

/// <summary>One sender's transactions by nonce. Changed by the chain's thread alone; <see cref="NextNonce"/> is read by any.</summary>
internal sealed class SenderQueue(Address sender)
{
    private readonly SortedList<ulong, PoolEntry> _byNonce = [];
    private ulong _accountNonce;
    private UInt256 _balance;
    private UInt256 _pendingCost;
    private ulong _nextNonce;

    public Address Sender { get; } = sender;

    public int Count => _byNonce.Count;

    /// <summary>Transactions that could go: from the account's nonce on without a gap, and paid for together.</summary>
    public int PendingCount { get; private set; }

    /// <summary>The most wei that all of them take.</summary>
    public UInt256 TotalCost { get; private set; }

    /// <summary>The nonce after the pending ones.</summary>
    public ulong NextNonce => Volatile.Read(ref _nextNonce);

    /// <summary>The one with the highest nonce; the queue is not empty.</summary>
    public PoolEntry Tail => _byNonce.GetValueAtIndex(_byNonce.Count - 1);

    public PoolEntry PendingAt(int index) => _byNonce.GetValueAtIndex(index);

    public bool TryGet(ulong nonce, out PoolEntry? entry) => _byNonce.TryGetValue(nonce, out entry);

    /// <summary>Takes the account as the head has it, and drops what can no longer go.</summary>
    /// <param name="nonce">The account's nonce.</param>
    /// <param name="balance">Its balance in wei.</param>
    /// <param name="dropped">Receives what was dropped.</param>
    public void Settle(ulong nonce, in UInt256 balance, List<PoolEntry> dropped)
    {
        _accountNonce = nonce;
        _balance = balance;
        int first = dropped.Count;
        foreach (var entry in _byNonce.Values)
        {
            if (entry.Nonce < nonce || entry.Cost > balance) dropped.Add(entry);
        }

        for (int i = first; i < dropped.Count; i++) Drop(dropped[i]);
        Recount();
    }

    /// <summary>Puts a transaction at its nonce, in place of the one that was there.</summary>
    public void Put(PoolEntry entry)
    {
        if (_byNonce.TryGetValue(entry.Nonce, out var old)) Drop(old);
        bool extends = entry.Nonce == _nextNonce && (Count == 0 || Tail.Nonce < entry.Nonce);
        _byNonce.Add(entry.Nonce, entry);
        TotalCost = UInt256.AddChecked(TotalCost, entry.Cost);
        if (extends) Extend(entry);
        else Recount();
    }

    public void Remove(PoolEntry entry)
    {
        Drop(entry);
        Recount();
    }

    private void Drop(PoolEntry entry)
    {
        if (!_byNonce.Remove(entry.Nonce)) return;
        entry.IsPending = false;
        TotalCost = UInt256.SubtractChecked(TotalCost, entry.Cost);
    }

    private void Recount()
    {
        PendingCount = 0;
        _pendingCost = UInt256.Zero;
        Volatile.Write(ref _nextNonce, _accountNonce);
        bool runs = true;
        foreach (var entry in _byNonce.Values)
        {
            runs = runs && entry.Nonce == _nextNonce && Extend(entry);
            if (!runs) entry.IsPending = false;
        }
    }

    private bool Extend(PoolEntry entry)
    {
        if (!UInt256.TryAdd(_pendingCost, entry.Cost, out var cost) || cost > _balance) return false;
        _pendingCost = cost;
        entry.IsPending = true;
        PendingCount++;
        Volatile.Write(ref _nextNonce, entry.Nonce + 1);
        return true;
    }
}
