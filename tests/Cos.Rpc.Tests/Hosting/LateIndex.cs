using Cos.Chain.Ports;
using Cos.Primitives.Values;

namespace Cos.Rpc.Tests.Hosting;

/// <summary>An index that has too many blocks before it to answer anything.</summary>
internal sealed class LateIndex(bool isStopped) : IAddressIndex
{
    public ulong BlocksBehind => 300;

    public bool IsStopped => isStopped;

    public IEnumerable<AddressBlock> Find(Address address, ulong from, bool isAscending, CancellationToken stop) => throw new InvalidOperationException("it cannot answer");

    public bool TryFindCreation(in Address contract, out ContractCreation creation, CancellationToken stop) => throw new InvalidOperationException("it cannot answer");

    public bool TryFindSent(in Address sender, ulong nonce, out TransactionLocation location, CancellationToken stop) => throw new InvalidOperationException("it cannot answer");
}
