using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>
/// Finds the canonical chain's transactions by the accounts they had to do with: as sender, callee of the transaction or of a message in it,
/// contract made, beneficiary, authority. Read by any thread.
/// </summary>
public interface IAddressIndex
{
    /// <summary>How many blocks are still to be taken in before it can answer; zero when it can.</summary>
    public ulong BlocksBehind { get; }

    /// <summary>The blocks with transactions of an account from a height on, upwards or downwards; read lazily, so a caller may stop.</summary>
    public IEnumerable<AddressBlock> Find(Address address, ulong from, bool isAscending);

    /// <summary>Finds where a contract was made; genesis' contracts were made nowhere.</summary>
    public bool TryFindCreation(in Address contract, out ContractCreation creation);

    /// <summary>Finds the transaction that used a nonce of an account.</summary>
    public bool TryFindSent(in Address sender, ulong nonce, out TransactionLocation location);
}
