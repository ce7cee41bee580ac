using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.Execution.Simulation;

/// <summary>A state with what a simulated call pretends laid over it.</summary>
internal sealed class OverriddenState : IStateView
{
    private readonly IStateView _state;
    private readonly Dictionary<Address, Layer> _layers = [];
    private readonly Dictionary<Hash256, ReadOnlyMemory<byte>> _codes = [];

    public OverriddenState(IStateView state, StateOverrides overrides)
    {
        _state = state;
        foreach (var pretended in overrides.Accounts) Add(pretended);
    }

    public bool TryGetAccount(in Address address, out Account account)
    {
        bool exists = _state.TryGetAccount(in address, out account);
        if (!_layers.TryGetValue(address, out var layer)) return exists;
        if (!exists) account = Account.Empty;
        account = account with
        {
            Balance = layer.Pretended.Balance ?? account.Balance,
            Nonce = layer.Pretended.Nonce ?? account.Nonce,
            CodeHash = layer.CodeHash ?? account.CodeHash,
            // A root that is not the empty one makes readers look for slots; no call can see the root itself.
            StorageRoot = layer.Slots.Count > 0 ? Hash256.Zero : account.StorageRoot,
        };
        return true;
    }

    public UInt256 GetStorage(in Address address, in UInt256 slot)
    {
        if (!_layers.TryGetValue(address, out var layer)) return _state.GetStorage(in address, in slot);
        if (layer.Slots.TryGetValue(slot, out var value)) return value;
        return layer.Pretended.State is null ? _state.GetStorage(in address, in slot) : UInt256.Zero;
    }

    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => _codes.TryGetValue(codeHash, out var code) ? code : _state.GetCode(in codeHash);

    private void Add(AccountOverride pretended)
    {
        var slots = new Dictionary<UInt256, UInt256>();
        foreach (var (slot, value) in pretended.State ?? []) slots[slot] = value;
        foreach (var (slot, value) in pretended.StateDiff) slots[slot] = value;
        Hash256? codeHash = null;
        if (pretended.Code is { } code)
        {
            codeHash = new Hash256(Keccak256.Hash(code.Span));
            _codes[codeHash.Value] = code;
        }

        _layers[pretended.Address] = new Layer(pretended, slots, codeHash);
    }

    private sealed record Layer(AccountOverride Pretended, Dictionary<UInt256, UInt256> Slots, Hash256? CodeHash);
}
