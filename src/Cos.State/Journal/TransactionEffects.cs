using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>What belongs to the running transaction alone; its lists are bounded by the transaction's gas and reused.</summary>
internal sealed class TransactionEffects
{
    /// <summary>Logs so far.</summary>
    internal readonly List<Log> Logs = [];

    /// <summary>Accounts touched, each once, perhaps reverted since.</summary>
    internal readonly List<AccountRecord> Touched = [];

    /// <summary>Accounts with transient slots.</summary>
    internal readonly List<AccountRecord> WithTransient = [];

    private const int SpareTablesMax = 16;
    private readonly Stack<WordTable<TransientEntry>> _spareTables = new();

    /// <summary>The refund counter.</summary>
    internal long Refund;

    /// <summary>Balance that SELFDESTRUCT to itself made vanish, in wei.</summary>
    internal UInt256 Burnt;

    /// <summary>An empty table for the transient slots of an account.</summary>
    internal WordTable<TransientEntry> TakeTable() => _spareTables.TryPop(out var table) ? table : new WordTable<TransientEntry>();

    /// <summary>Forgets the last transaction.</summary>
    internal void Clear()
    {
        Refund = 0;
        Burnt = UInt256.Zero;
        Logs.Clear();
        Touched.Clear();
        foreach (var record in WithTransient)
        {
            if (record.Transient is { IsLarge: false } table && _spareTables.Count < SpareTablesMax)
            {
                table.Clear();
                _spareTables.Push(table);
            }

            record.Transient = null;
        }

        WithTransient.Clear();
    }
}
