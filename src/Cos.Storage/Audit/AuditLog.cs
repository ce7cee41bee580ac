using System.Collections.Immutable;

namespace Cos.Storage.Audit;

/// <summary>Collects an audit's faults up to their limit and reports how far it is.</summary>
internal sealed class AuditLog(Action<AuditProgress> progress, CancellationToken stop)
{
    private const ulong EntriesBetweenReports = 1 << 14;

    private readonly List<string> _faults = [];
    private AuditStage _stage;
    private ulong _entries;
    private ulong? _expected;

    /// <summary>What is wrong so far.</summary>
    internal ImmutableArray<string> Faults => [.. _faults];

    /// <summary>Whether no fault was found yet.</summary>
    internal bool IsClean => _faults.Count == 0;

    /// <summary>Whether as many faults were found as are named, so that looking on tells nothing more.</summary>
    internal bool IsFull => _faults.Count >= StateAudit.FaultsMax;

    /// <summary>Notes a fault; beyond the limit it is dropped.</summary>
    internal void Add(string fault)
    {
        if (!IsFull)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Begins a stage.</summary>
    /// <exception cref="OperationCanceledException">The audit is to stop.</exception>
    internal void Begin(AuditStage stage, ulong? expected)
    {
        stop.ThrowIfCancellationRequested();
        (_stage, _entries, _expected) = (stage, 0, expected);
        progress(new AuditProgress(stage, 0, expected));
    }

    /// <summary>Counts an entry of the stage, and gives the caller of the audit its turn now and then.</summary>
    /// <exception cref="OperationCanceledException">The audit is to stop.</exception>
    internal void CountEntry()
    {
        _entries++;
        if (_entries % EntriesBetweenReports == 0)
        {
            stop.ThrowIfCancellationRequested();
            progress(new AuditProgress(_stage, _entries, _expected));
        }
    }
}
