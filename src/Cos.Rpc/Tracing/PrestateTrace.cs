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
using Cos.Vm.Tracing;

namespace Cos.Rpc.Tracing;

/// <summary>geth's prestateTracer: the accounts and slots that the transaction touches as they were, or those that it changes before and after.</summary>
internal sealed class PrestateTrace(TraceRequest request, TraceBudget budget) : ITrace
{
    private readonly TouchedState _state = new(budget);

    /// <inheritdoc/>
    public void Begin(RecoveredTransaction transaction, BlockContext block, Journal journal) => _state.Begin(transaction, block, journal);

    /// <inheritdoc/>
    public void End(TransactionOutcome outcome, Journal journal) => _state.End(outcome, journal);

    /// <inheritdoc/>
    public void Enter(in TracedMessage message) => _state.Enter(in message);

    /// <inheritdoc/>
    public void Exit(in TracedEnd end) => _state.Exit(in end);

    /// <inheritdoc/>
    public void Step(in TracedStep step) => _state.Step(in step);

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt) => _state.Stepped(gasLeft, halt);

    /// <inheritdoc/>
    public void Emit(Log log) => _state.Emit(log);

    /// <inheritdoc/>
    public void Write(JsonSink sink)
    {
        if (request.DiffMode)
        {
            WriteDifference(sink);
            return;
        }

        sink.OpenObject();
        foreach (TouchedAccount account in _state.Accounts)
        {
            if (!IsNew(account)) WriteBefore(sink, account, static _ => true);
        }

        sink.CloseObject();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void WriteDifference(JsonSink sink)
    {
        sink.OpenObject();
        sink.Name("post"u8);
        sink.OpenObject();
        foreach (TouchedAccount account in _state.Accounts)
        {
            if (!IsGone(account) && IsChanged(account)) WriteAfter(sink, account);
        }

        sink.CloseObject();
        sink.Name("pre"u8);
        sink.OpenObject();
        foreach (TouchedAccount account in _state.Accounts)
        {
            if (IsNew(account)) continue;
            if (IsGone(account)) WriteBefore(sink, account, static _ => true);
            else if (IsChanged(account)) WriteBefore(sink, account, static slot => slot.Before != slot.After && !slot.Before.IsZero);
        }

        sink.CloseObject();
        sink.CloseObject();
    }

    // A contract that the transaction makes where nothing was has no state before it.
    private static bool IsNew(TouchedAccount account) => account.IsCreation && account.Before.IsEmpty;

    private static bool IsGone(TouchedAccount account) => account.Before.Exists && !account.After.Exists;

    private bool IsChanged(TouchedAccount account)
    {
        var (before, after) = (account.Before, account.After);
        bool isChanged = before.Balance != after.Balance || before.Nonce != after.Nonce || before.CodeHash != after.CodeHash;
        return isChanged || (!request.DisableStorage && account.Slots.Any(static slot => slot.Before != slot.After));
    }

    private void WriteBefore(JsonSink sink, TouchedAccount account, Func<TouchedSlot, bool> shows)
    {
        HexName.Write(sink, account.Address);
        sink.OpenObject();
        sink.Name("balance"u8);
        sink.Quantity(account.Before.Balance);
        if (!account.Before.Code.IsEmpty) WriteCode(sink, account.Before);
        WriteNonce(sink, account.Before.Nonce);
        if (!request.DisableStorage) WriteSlots(sink, account.Slots.Where(shows).Select(static slot => (slot.Slot, slot.Before)));
        sink.CloseObject();
    }

    private void WriteAfter(JsonSink sink, TouchedAccount account)
    {
        HexName.Write(sink, account.Address);
        sink.OpenObject();
        if (account.Before.Balance != account.After.Balance)
        {
            sink.Name("balance"u8);
            sink.Quantity(account.After.Balance);
        }

        if (account.Before.CodeHash != account.After.CodeHash) WriteCode(sink, account.After);
        if (account.Before.Nonce != account.After.Nonce) WriteNonce(sink, account.After.Nonce);
        if (!request.DisableStorage)
        {
            WriteSlots(sink, account.Slots.Where(static slot => slot.Before != slot.After && !slot.After.IsZero).Select(static slot => (slot.Slot, slot.After)));
        }

        sink.CloseObject();
    }

    private void WriteCode(JsonSink sink, in AccountImage image)
    {
        if (!request.DisableCode)
        {
            sink.Name("code"u8);
            sink.Bytes(image.Code.Span);
        }

        sink.Name("codeHash"u8);
        sink.Bytes(image.CodeHash);
    }

    private static void WriteNonce(JsonSink sink, ulong nonce)
    {
        if (nonce == 0) return;
        sink.Name("nonce"u8);
        sink.Raw(Encoding.ASCII.GetBytes(nonce.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static void WriteSlots(JsonSink sink, IEnumerable<(UInt256 Slot, UInt256 Value)> slots)
    {
        Span<byte> word = stackalloc byte[UInt256.Size];
        bool isOpen = false;
        foreach (var (slot, value) in slots)
        {
            if (!isOpen)
            {
                sink.Name("storage"u8);
                sink.OpenObject();
                isOpen = true;
            }

            HexName.Write(sink, in slot);
            value.WriteBigEndian(word);
            sink.Bytes(word);
        }

        if (isOpen) sink.CloseObject();
    }
}
