using System.Diagnostics.CodeAnalysis;
using Cos.Chain.Ports;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Diff;
using Cos.State.View;

namespace Cos.Chain.Tests;

/// <summary>The power fails before the write of a number.</summary>
public sealed class PowerCut(int writes)
{
    private int _left = writes;

    public void Spend()
    {
        if (_left-- == 0) throw new PowerCutException();
    }
}

/// <summary>The power failed.</summary>
public sealed class PowerCutException : Exception
{
}

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

/// <summary>A state store whose power fails.</summary>
public sealed class CrashingStateStore(IStateStore inner, PowerCut cut) : IStateStore
{
    public bool IsEmpty => inner.IsEmpty;
    public ulong Height => inner.Height;
    public BlockHash BlockHash => inner.BlockHash;
    public IWorldState Current => inner.Current;

    public void Flush(IReadOnlyList<StateLayer> oldestFirst)
    {
        cut.Spend();
        inner.Flush(oldestFirst);
    }

    public bool TryOpenAt(ulong height, [NotNullWhen(true)] out IStateView? view) => inner.TryOpenAt(height, out view);
    public bool TryOpenWorldAt(ulong height, [NotNullWhen(true)] out IWorldState? world) => inner.TryOpenWorldAt(height, out world);
}
