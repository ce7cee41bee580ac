using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Chain.Tests;

/// <summary>A block store whose power fails.</summary>
public sealed class CrashingBlockStore(IBlockStore inner, PowerCut cut) : IBlockStore
{
    public BlockHash? Head => inner.Head;
    public BlockHash? Final => inner.Final;
    public Certificate? NewestCertificate => inner.NewestCertificate;

    public void Commit(BlockCommit commit)
    {
        cut.Spend();
        inner.Commit(commit);
    }

    public bool TryGetHeader(in BlockHash hash, [NotNullWhen(true)] out BlockHeader? header) => inner.TryGetHeader(hash, out header);
    public bool TryGetBlock(in BlockHash hash, [NotNullWhen(true)] out Block? block) => inner.TryGetBlock(hash, out block);
    public bool TryGetExecuted(in BlockHash hash, [NotNullWhen(true)] out ExecutedBlock? block) => inner.TryGetExecuted(hash, out block);
    public bool TryGetCanonicalHash(ulong number, out BlockHash hash) => inner.TryGetCanonicalHash(number, out hash);
    public bool TryFindTransaction(in TxHash hash, out TransactionLocation location) => inner.TryFindTransaction(hash, out location);
    public bool TryGetCertificate(ulong instance, [NotNullWhen(true)] out Certificate? certificate) => inner.TryGetCertificate(instance, out certificate);
    public IEnumerable<LogEntry> FindLogs(LogQuery query) => inner.FindLogs(query);
}
