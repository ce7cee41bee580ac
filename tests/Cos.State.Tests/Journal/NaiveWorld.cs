using Cos.Primitives.Values;

namespace Cos.State.Tests.Journal;

/// <summary>What a journal must answer, by copying everything at each checkpoint.</summary>
internal sealed class NaiveWorld
{
    private readonly Stack<(int Checkpoint, Content Content)> _copies = [];
    private Content _now = new();
    private Content _start = new();

    internal void Seed(in Address address, ulong nonce, in UInt256 balance, string code, Dictionary<UInt256, UInt256> slots)
    {
        _now.Accounts[address] = (nonce, balance, code);
        foreach (var (slot, value) in slots)
        {
            _now.Slots[(address, slot)] = value;
        }
    }

    internal void Begin()
    {
        _now.Warm.Clear();
        _now.WarmSlots.Clear();
        _now.Transient.Clear();
        _now.Created.Clear();
        _now.Destroyed.Clear();
        _now.Touched.Clear();
        _now.Logs = 0;
        _now.Refund = 0;
        _now.Burnt = UInt256.Zero;
        _copies.Clear();
        _start = _now.Copy();
    }

    internal UInt256 End()
    {
        var vanished = _now.Burnt;
        foreach (var address in _now.Destroyed)
        {
            vanished += Get(address).Balance;
            Remove(address);
        }

        foreach (var address in _now.Touched.Where(IsEmpty).ToList())
        {
            Remove(address);
        }

        _now.Burnt = UInt256.Zero;
        return vanished;
    }

    internal void Checkpoint(int mark) => _copies.Push((mark, _now.Copy()));

    internal int? RevertLast()
    {
        if (!_copies.TryPop(out var copy))
        {
            return null;
        }

        _now = copy.Content;
        return copy.Checkpoint;
    }

    internal bool Exists(Address address) => _now.Accounts.ContainsKey(address);

    internal bool IsEmpty(Address address) => Get(address) is (0, { IsZero: true }, "");

    internal (ulong Nonce, UInt256 Balance, string Code) Get(in Address address) => _now.Accounts.TryGetValue(address, out var account) ? account : (0, UInt256.Zero, "");

    internal UInt256 Slot(in Address address, in UInt256 slot) => _now.Slots.GetValueOrDefault((address, slot));

    internal UInt256 OriginalSlot(in Address address, in UInt256 slot) => _start.Slots.GetValueOrDefault((address, slot));

    internal UInt256 Transient(in Address address, in UInt256 slot) => _now.Transient.GetValueOrDefault((address, slot));

    internal int Logs => _now.Logs;

    internal long Refund => _now.Refund;

    internal void Touch(in Address address) => _now.Touched.Add(address);

    internal void SetBalance(in Address address, in UInt256 balance) => Set(address, Get(address) with { Balance = balance });

    internal void SetNonce(in Address address, ulong nonce) => Set(address, Get(address) with { Nonce = nonce });

    internal void SetCode(in Address address, string code) => Set(address, Get(address) with { Code = code });

    internal void SetSlot(in Address address, in UInt256 slot, in UInt256 value) => _now.Slots[(address, slot)] = value;

    internal void SetTransient(in Address address, in UInt256 slot, in UInt256 value) => _now.Transient[(address, slot)] = value;

    internal void MarkCreated(in Address address)
    {
        Touch(address);
        _now.Created.Add(address);
    }

    internal bool Destroy(in Address address, in Address beneficiary)
    {
        var balance = Get(address).Balance;
        var isCreated = _now.Created.Contains(address);
        Touch(address);
        if (address != beneficiary)
        {
            SetBalance(address, UInt256.Zero);
            SetBalance(beneficiary, Get(beneficiary).Balance + balance);
        }
        else if (isCreated)
        {
            SetBalance(address, UInt256.Zero);
            _now.Burnt += balance;
        }

        if (isCreated)
        {
            _now.Destroyed.Add(address);
        }

        return isCreated;
    }

    internal bool Warm(in Address address) => _now.Warm.Add(address);

    internal bool WarmSlot(in Address address, in UInt256 slot) => _now.WarmSlots.Add((address, slot));

    internal void AddLog() => _now.Logs++;

    internal void AddRefund(long gas) => _now.Refund += gas;

    /// <summary>All that is left, as text, for comparison with a state that a diff was applied to.</summary>
    internal IEnumerable<string> Describe(IEnumerable<Address> addresses, IReadOnlyList<UInt256> slots) =>
        addresses.Select(a => Exists(a) ? $"{a} {Get(a)} {string.Join(',', slots.Select(s => Slot(a, s)))}" : $"{a} none");

    private void Set(in Address address, (ulong Nonce, UInt256 Balance, string Code) account)
    {
        Touch(address);
        if (account is (0, { IsZero: true }, "") && !_start.Accounts.ContainsKey(address))
        {
            _now.Accounts.Remove(address);
            return;
        }

        _now.Accounts[address] = account;
    }

    private void Remove(Address address)
    {
        _now.Accounts.Remove(address);
        foreach (var key in _now.Slots.Keys.Where(key => key.Address == address).ToList())
        {
            _now.Slots.Remove(key);
        }
    }

    private sealed class Content
    {
        internal Dictionary<Address, (ulong Nonce, UInt256 Balance, string Code)> Accounts = [];
        internal Dictionary<(Address Address, UInt256 Slot), UInt256> Slots = [];
        internal Dictionary<(Address Address, UInt256 Slot), UInt256> Transient = [];
        internal HashSet<Address> Warm = [];
        internal HashSet<(Address Address, UInt256 Slot)> WarmSlots = [];
        internal HashSet<Address> Created = [];
        internal HashSet<Address> Destroyed = [];
        internal HashSet<Address> Touched = [];
        internal int Logs;
        internal long Refund;
        internal UInt256 Burnt;

        internal Content Copy() => new()
        {
            Accounts = new(Accounts),
            Slots = new(Slots),
            Transient = new(Transient),
            Warm = [.. Warm],
            WarmSlots = [.. WarmSlots],
            Created = [.. Created],
            Destroyed = [.. Destroyed],
            Touched = [.. Touched],
            Logs = Logs,
            Refund = Refund,
            Burnt = Burnt,
        };
    }
}
