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

    /// <summary>Whether it takes in no more blocks, because of a fault that the log names; what it has it still answers.</summary>
    public bool IsStopped { get; }

    /// <summary>The blocks with transactions of an account from a height on, upwards or downwards; read lazily, so a caller may stop.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public IEnumerable<AddressBlock> Find(Address address, ulong from, bool isAscending, CancellationToken stop = default);

    /// <summary>Finds where a contract was made; genesis' contracts were made nowhere.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public bool TryFindCreation(in Address contract, out ContractCreation creation, CancellationToken stop = default);

    /// <summary>Finds the transaction that used a nonce of an account.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public bool TryFindSent(in Address sender, ulong nonce, out TransactionLocation location, CancellationToken stop = default);
}
