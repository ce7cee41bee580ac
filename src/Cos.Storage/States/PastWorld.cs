using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.Storage.States;

/// <summary>An older state with its trie nodes, for proofs: what later blocks replaced, then the newest state.</summary>
public sealed class PastWorld : IWorldState
{
    private readonly IStateView _flat;
    private readonly IWorldState _newest;
    private readonly PastNodes[] _later;

    /// <summary>The state before the first of <paramref name="later"/>, which are in order of height up to the newest state's.</summary>
    public PastWorld(IStateView flat, IWorldState newest, PastNodes[] later) => (_flat, _newest, _later) = (flat, newest, later);

    /// <inheritdoc />
    public Hash256 StateRoot => _later.Length == 0 ? _newest.StateRoot : _later[0].StateRoot;

    /// <inheritdoc />
    public bool TryGetAccount(in Address address, out Account account) => _flat.TryGetAccount(address, out account);

    /// <inheritdoc />
    public UInt256 GetStorage(in Address address, in UInt256 slot) => _flat.GetStorage(address, slot);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => _flat.GetCode(codeHash);

    /// <inheritdoc />
    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp)
    {
        foreach (var block in _later)
        {
            if (block.Before.TryGetValue(key, out var before))
            {
                rlp = before;
                return before is not null;
            }
        }

        return _newest.TryGetNode(key, out rlp);
    }
}
