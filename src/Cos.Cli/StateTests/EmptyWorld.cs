using Cos.Primitives.Values;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Cli.StateTests;

/// <summary>The state before any account.</summary>
internal sealed class EmptyWorld : IWorldState
{
    public Hash256 StateRoot => Account.EmptyRoot;

    public bool TryGetAccount(in Address address, out Account account)
    {
        account = default;
        return false;
    }

    public UInt256 GetStorage(in Address address, in UInt256 slot) => UInt256.Zero;

    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => ReadOnlyMemory<byte>.Empty;

    public bool TryGetNode(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> rlp) => NoNodes.Instance.TryGetNode(key, out rlp);
}
