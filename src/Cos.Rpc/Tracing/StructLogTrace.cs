using System.Collections.Immutable;
using System.Text;
using Cos.Execution.Blocks;
using Cos.Execution.Tracing;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Rpc.Tracing;

/// <summary>geth's log of every instruction, written as it happens: what it shows is never held in another form.</summary>
internal sealed class StructLogTrace(StructLogOptions options, TraceBudget budget) : ITrace
{
    // Upper bounds of what a part of an entry takes, so that the budget is asked before anything is written.
    private const int EntryBytes = 256;
    private const int WordBytes = 70;
    private const int SlotBytes = 140;

    private static readonly ImmutableArray<byte[]> Names =
        [.. Enumerable.Range(0, 256).Select(static code => Encoding.ASCII.GetBytes($"\"{NameOf((byte)code)}\""))];

    private readonly JsonSink _logs = new();
    private readonly JsonSink _rest = new(); // what was seen before the instruction whose cost is not known yet
    private readonly SortedDictionary<Address, SortedDictionary<UInt256, UInt256>> _storage = [];
    private Fault _step;
    private int _depth;
    private long _gas;
    private long _created; // what the instruction handed to a creation, which geth does not count as its cost
    private long _count;
    private bool _isInStep;
    private ulong _gasUsed;
    private bool _failed;
    private ReadOnlyMemory<byte> _output;

    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal)
    {
    }

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal) => (_gasUsed, _failed, _output) = (outcome.GasUsed, !outcome.Succeeded, outcome.Output);

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
        if (message.Op is Op.Create or Op.Create2) _created = message.Gas;
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
    }

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
        _isInStep = false;
        if (options.Limit != 0 && _count >= options.Limit) return;
        SortedDictionary<UInt256, UInt256>? slots = SlotsAfter(in step);
        if (!budget.TryTake(SizeOf(in step, slots))) return;
        _step = new Fault(step.Op, step.Offset, step.Stack.Length);
        (_depth, _gas, _created, _isInStep) = (step.Depth, step.Gas, 0, true);
        _rest.Truncate(0);
        WriteSeen(in step, slots);
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
        if (!_isInStep) return;
        _isInStep = false;
        _count++;
        _logs.OpenObject();
        _logs.Name("pc"u8);
        _logs.Number(_step.Offset);
        _logs.Name("op"u8);
        _logs.Raw(Names[_step.Op]);
        _logs.Name("gas"u8);
        _logs.Number(_gas);
        _logs.Name("gasCost"u8);
        _logs.Number(CostOf(gasLeft, halt));
        _logs.Name("depth"u8);
        _logs.Number(_depth + 1);
        if (halt is Halt.OutOfGas or Halt.StackUnderflow or Halt.StackOverflow or Halt.InitCodeTooLarge)
        {
            _logs.Name("error"u8);
            _logs.Text(TraceWords.Of(halt, _step));
        }

        if (_rest.Length > 0)
        {
            _logs.Paste(","u8);
            _logs.Paste(_rest.WrittenSpan);
        }

        _logs.CloseObject();
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
    }

    /// <inheritdoc/>
    public void Write(JsonSink sink)
    {
        sink.OpenObject();
        sink.Name("gas"u8);
        sink.Number((long)_gasUsed);
        sink.Name("failed"u8);
        sink.Flag(_failed);
        sink.Name("returnValue"u8);
        sink.Bytes(_output.Span);
        sink.Name("structLogs"u8);
        sink.OpenArray();
        sink.Paste(_logs.WrittenSpan);
        sink.CloseArray();
        sink.CloseObject();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _logs.Dispose();
        _rest.Dispose();
    }

    private static string NameOf(byte code) => OpcodeTable.Of(code) is { IsDefined: true } row ? row.Name : $"opcode 0x{code:x} not defined";

    // What fails shows its price as far as it does not depend on operands, not the gas that burns with the frame.
    private long CostOf(long gasLeft, Halt halt) =>
        halt is Halt.Unspecified or Halt.Success or Halt.Revert ? _gas - gasLeft - _created : OpcodeTable.Of(_step.Op).Gas;

    private long SizeOf(in TracedStep step, SortedDictionary<UInt256, UInt256>? slots)
    {
        long size = EntryBytes + ((long)SlotBytes * (slots?.Count ?? 0));
        if (!options.DisableStack) size += (long)WordBytes * step.Stack.Length;
        if (options.EnableMemory) size += (long)WordBytes * (step.Memory.Length / UInt256.Size);
        if (options.EnableReturnData) size += 2L * step.ReturnData.Length;
        return size;
    }

    private void WriteSeen(in TracedStep step, SortedDictionary<UInt256, UInt256>? slots)
    {
        if (!options.DisableStack) WriteStack(step.Stack);
        if (options.EnableReturnData && !step.ReturnData.IsEmpty)
        {
            _rest.Name("returnData"u8);
            _rest.Bytes(step.ReturnData);
        }

        if (options.EnableMemory && !step.Memory.IsEmpty) WriteMemory(step.Memory);
        if (slots is not null) WriteSlots(slots);
        if (step.Journal.Refund > 0)
        {
            _rest.Name("refund"u8);
            _rest.Number(step.Journal.Refund);
        }
    }

    private void WriteStack(ReadOnlySpan<UInt256> stack)
    {
        _rest.Name("stack"u8);
        _rest.OpenArray();
        foreach (ref readonly UInt256 word in stack) _rest.Quantity(in word);
        _rest.CloseArray();
    }

    private void WriteMemory(ReadOnlySpan<byte> memory)
    {
        _rest.Name("memory"u8);
        _rest.OpenArray();
        for (int at = 0; at < memory.Length; at += UInt256.Size) _rest.Bytes(memory.Slice(at, UInt256.Size));
        _rest.CloseArray();
    }

    private void WriteSlots(SortedDictionary<UInt256, UInt256> slots)
    {
        Span<byte> word = stackalloc byte[UInt256.Size];
        _rest.Name("storage"u8);
        _rest.OpenObject();
        foreach (var (slot, value) in slots)
        {
            HexName.Write(_rest, in slot);
            value.WriteBigEndian(word);
            _rest.Bytes(word);
        }

        _rest.CloseObject();
    }

    // The slots of this contract seen so far, as they are once the instruction has run; null where it is none that shows them.
    private SortedDictionary<UInt256, UInt256>? SlotsAfter(in TracedStep step)
    {
        ReadOnlySpan<UInt256> stack = step.Stack;
        bool isLoad = step.Op == Op.Sload && stack.Length >= 1, isStore = step.Op == Op.Sstore && stack.Length >= 2;
        if (options.DisableStorage || !(isLoad || isStore)) return null;
        if (!_storage.TryGetValue(step.Self, out SortedDictionary<UInt256, UInt256>? slots)) _storage[step.Self] = slots = [];
        slots[stack[^1]] = isLoad ? step.Journal.GetStorage(step.Self, in stack[^1]) : stack[^2];
        return slots;
    }
}
