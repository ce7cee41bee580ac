using Cos.Chain.Queries;
using Cos.Primitives.Transactions;
using Cos.Primitives.Votes;

namespace Cos.Chain.Tests;

/// <summary>Keeps what the chain told.</summary>
public sealed class RecordingListener : IChainListener
{
    public List<HeadChange> Heads { get; } = [];
    public List<Certificate> Certificates { get; } = [];
    public List<RecoveredTransaction> Pending { get; } = [];

    public void OnHeadChanged(HeadChange change) => Heads.Add(change);
    public void OnFinalised(Certificate certificate, HeadSnapshot head) => Certificates.Add(certificate);
    public void OnPendingTransaction(RecoveredTransaction transaction) => Pending.Add(transaction);
}
