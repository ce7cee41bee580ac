using System.Collections.Immutable;
using Cos.Chain.Ports;
using Cos.Execution.Simulation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Methods;
using Cos.Vm;

namespace Cos.Rpc.Views;

/// <summary>A simulated block as JSON: a block, and what each of its calls did.</summary>
internal static class SimulationView
{
    private const int MachineErrorCode = -32015;

    /// <summary>Writes one, with its transactions or only their hashes.</summary>
    internal static void Write(JsonSink sink, SimulatedBlock block, bool showsTransactions)
    {
        var executed = new ExecutedBlock(block.Block, block.Hash, block.Receipts, block.Senders, UInt256.Zero);
        sink.OpenObject();
        BlockView.WriteMembers(sink, executed, showsTransactions);
        sink.Name("calls"u8);
        sink.OpenArray();
        ulong firstLog = 0;
        for (int i = 0; i < block.Calls.Length; i++)
        {
            var place = new Place(block.Hash, executed.Number, executed.Header.Timestamp, (ulong)i, UInt256.Zero);
            WriteCall(sink, block.Calls[i], in place, block.Block.Transactions[i].Hash, firstLog);
            firstLog += (ulong)block.Calls[i].Logs.Length;
        }

        sink.CloseArray();
        sink.CloseObject();
    }

    private static void WriteCall(JsonSink sink, CallOutcome call, in Place place, TxHash transaction, ulong firstLog)
    {
        bool succeeded = call.Halt == Halt.Success;
        sink.OpenObject();
        sink.Name("returnData"u8);
        sink.Bytes(succeeded ? call.Output.Span : default); // revert data stands in the error
        sink.Name("logs"u8);
        WriteLogs(sink, call.Logs, in place, transaction, firstLog);
        sink.Name("gasUsed"u8);
        sink.Quantity(call.GasUsed);
        sink.Name("maxUsedGas"u8);
        sink.Quantity(call.GasPeak);
        sink.Name("status"u8);
        sink.Quantity(succeeded ? 1UL : 0UL);
        if (!succeeded) WriteError(sink, CallErrors.Of(call.Halt, call.Output, ""));
        sink.CloseObject();
    }

    private static void WriteLogs(JsonSink sink, ImmutableArray<Log> logs, in Place place, TxHash transaction, ulong firstLog)
    {
        sink.OpenArray();
        for (int i = 0; i < logs.Length; i++) LogView.Write(sink, logs[i], in place, transaction, firstLog + (ulong)i, removed: false);
        sink.CloseArray();
    }

    private static void WriteError(JsonSink sink, RpcError error)
    {
        bool isRevert = error.Code == RpcError.RevertCode;
        sink.Name("error"u8);
        sink.OpenObject();
        sink.Name("message"u8);
        sink.Text(error.Message);
        sink.Name("code"u8);
        sink.Number(isRevert ? error.Code : MachineErrorCode);
        if (error.Bytes is { } bytes)
        {
            sink.Name("data"u8);
            sink.Bytes(bytes.Span);
        }

        sink.CloseObject();
    }
}
