using Cos.Primitives.Values;

namespace Cos.State.View;

/// <summary>The accounts, slots and codes of one state, to read; safe for concurrent readers.</summary>
public interface IStateView
{
    /// <summary>The account at an address; false where there is none.</summary>
    public bool TryGetAccount(in Address address, out Account account);

    /// <summary>The value of a slot; zero where account or slot is absent.</summary>
    public UInt256 GetStorage(in Address address, in UInt256 slot);

    /// <summary>The code of a hash that some account of this state has; its bytes never change. Empty for an unknown hash.</summary>
    public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash);
}
