using Cos.Chain.Ports;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Rpc.Subscriptions;

/// <summary>Callers that wait until a transaction is mined (EIP-7966).</summary>
internal sealed class ReceiptWaits
{
    /// <summary>Callers that may wait at the same time.</summary>
    internal const int WaitsMax = 16_384;
    private readonly Dictionary<TxHash, List<TaskCompletionSource>> _waits = [];
    private readonly Lock _turn = new();
    private int _count;

    /// <summary>Begins to wait; null when too many do.</summary>
    internal TaskCompletionSource? Begin(TxHash hash)
    {
        lock (_turn)
        {
            if (_count >= WaitsMax) return null;
            _count++;
            var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_waits.TryGetValue(hash, out List<TaskCompletionSource>? others)) _waits.Add(hash, others = []);
            others.Add(wait);
            return wait;
        }
    }

    /// <summary>Stops waiting, whether or not it came.</summary>
    internal void End(TxHash hash, TaskCompletionSource wait)
    {
        lock (_turn)
        {
            _count--;
            if (_waits.TryGetValue(hash, out List<TaskCompletionSource>? others) && others.Remove(wait) && others.Count == 0) _waits.Remove(hash);
        }
    }

    /// <summary>Wakes those who wait for a transaction of the block.</summary>
    internal void Complete(ExecutedBlock block)
    {
        lock (_turn)
        {
            if (_waits.Count == 0) return;
            foreach (Transaction transaction in block.Block.Transactions)
            {
                if (!_waits.TryGetValue(transaction.Hash, out List<TaskCompletionSource>? waiting)) continue;
                foreach (TaskCompletionSource wait in waiting) wait.TrySetResult();
            }
        }
    }
}
