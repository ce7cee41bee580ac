using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Chain.Ports;

/// <summary>Blocks, receipts, certificates and their indexes. Written by the chain's thread alone, read by any thread while it writes.</summary>
public interface IBlockStore
{
    /// <summary>Writes all of one commit or nothing: what a crash leaves is a state between two commits.</summary>
    public void Commit(BlockCommit commit);

    /// <summary>The tip of the canonical chain as last committed; null in an empty store.</summary>
    public BlockHash? Head { get; }

    /// <summary>The block of the newest certificate committed; genesis before the first, null in an empty store.</summary>
    public BlockHash? Final { get; }

    /// <summary>The certificate of the highest instance; null before the first.</summary>
    public Certificate? NewestCertificate { get; }

    /// <summary>Finds a header of any branch.</summary>
    public bool TryGetHeader(in BlockHash hash, [NotNullWhen(true)] out BlockHeader? header);

    /// <summary>Finds a block of any branch.</summary>
    public bool TryGetBlock(in BlockHash hash, [NotNullWhen(true)] out Block? block);

    /// <summary>Finds a block of any branch with what it did: receipts, senders and total weight are kept beside it.</summary>
    public bool TryGetExecuted(in BlockHash hash, [NotNullWhen(true)] out ExecutedBlock? block);

    /// <summary>Finds the canonical block at a height.</summary>
    public bool TryGetCanonicalHash(ulong number, out BlockHash hash);

    /// <summary>Finds where on the canonical chain a transaction is.</summary>
    public bool TryFindTransaction(in TxHash hash, out TransactionLocation location);

    /// <summary>Finds the certificate of an instance.</summary>
    public bool TryGetCertificate(ulong instance, [NotNullWhen(true)] out Certificate? certificate);

    /// <summary>The canonical chain's logs that a query asks for, oldest first, at most <see cref="LogQuery.LogsMax"/>; read lazily, so a caller may stop.</summary>
    public IEnumerable<LogEntry> FindLogs(LogQuery query);
}
