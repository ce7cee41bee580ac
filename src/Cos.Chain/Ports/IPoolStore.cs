using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>The pool's transactions across restarts. Written by the chain's thread, not synced: a crash of the machine may lose the newest.</summary>
public interface IPoolStore
{
    /// <summary>Keeps transactions.</summary>
    public void Put(IReadOnlyList<Transaction> transactions);

    /// <summary>Forgets transactions; unknown hashes are no error.</summary>
    public void Remove(IReadOnlyList<TxHash> hashes);

    /// <summary>EIP-2718 bytes of every transaction kept, in any order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> LoadAll();
}
