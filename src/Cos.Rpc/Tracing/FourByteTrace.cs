using System.Globalization;
using System.Text;
using Cos.Execution.Blocks;
using Cos.Execution.Tracing;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Rpc.Json;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Opcodes;
using Cos.Vm.Precompiles;
using Cos.Vm.Tracing;

namespace Cos.Rpc.Tracing;

/// <summary>geth's 4byteTracer: how often each selector was called with each length of arguments.</summary>
internal sealed class FourByteTrace(TraceBudget budget) : ITrace
{
    private const int SelectorBytes = 4;
    private const int EntryBytes = 96;
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal)
    {
    }

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal)
    {
    }

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
        bool isCall = message.Op is Op.Call or Op.CallCode or Op.DelegateCall or Op.StaticCall;
        if (!isCall || message.Input.Length < SelectorBytes || (message.Depth > 0 && PrecompileTable.IsPrecompile(message.To))) return;
        string selector = Convert.ToHexStringLower(message.Input[..SelectorBytes]);
        string key = string.Create(CultureInfo.InvariantCulture, $"0x{selector}-{message.Input.Length - SelectorBytes}");
        if (!_counts.TryGetValue(key, out int count) && !budget.TryTake(EntryBytes)) return;
        _counts[key] = count + 1;
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
    }

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
    }

    /// <inheritdoc/>
    public void Write(JsonSink sink)
    {
        sink.OpenObject();
        foreach (var (key, count) in _counts)
        {
            sink.Name(Encoding.ASCII.GetBytes(key));
            sink.Number(count);
        }

        sink.CloseObject();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
