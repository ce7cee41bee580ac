using System.Globalization;
using Cos.Execution.Tracing;
using Cos.Rpc.Json;
using Cos.Vm;
using Cos.Vm.Opcodes;
using Cos.Vm.Precompiles;

namespace Cos.Rpc.Tracing;

/// <summary>Writes a tree of messages as Parity's list: each with the path that leads to it.</summary>
internal sealed class FlatWriter(CallTree tree, TracePlace? place, FlatStyle style)
{
    private readonly List<int> _path = []; // as long as calls may be deep

    /// <summary>Writes the messages as values in a row.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="shows">Which to show; null for all.</param>
    internal void Write(JsonSink sink, Func<CallNode, bool>? shows = null) => Write(sink, tree.Root!, shows);

    /// <summary>Writes the message that a path leads to; nothing where there is none.</summary>
    internal void Write(JsonSink sink, IReadOnlyList<int> path)
    {
        CallNode? node = tree.Root;
        foreach (int step in path)
        {
            node = node?.Calls.Where(call => !IsLeftOut(call)).ElementAtOrDefault(step);
            _path.Add(step);
        }

        if (node is not null) WriteOne(sink, node);
    }

    private void Write(JsonSink sink, CallNode node, Func<CallNode, bool>? shows)
    {
        if (shows is null || shows(node)) WriteOne(sink, node);
        int index = 0;
        foreach (CallNode call in node.Calls)
        {
            if (IsLeftOut(call)) continue;
            _path.Add(index++);
            Write(sink, call, shows);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void WriteOne(JsonSink sink, CallNode node)
    {
        sink.OpenObject();
        sink.Name("action"u8);
        WriteAction(sink, node);
        if (place is { } at)
        {
            sink.Name("blockHash"u8);
            if (at.BlockHash is { } hash) sink.Bytes(hash);
            else sink.Null();
            sink.Name("blockNumber"u8);
            sink.Number((long)at.BlockNumber);
        }

        if (!node.Succeeded)
        {
            sink.Name("error"u8);
            sink.Text(style.ParityErrors ? TraceWords.InParity(node) : TraceWords.Of(node));
        }

        WriteResult(sink, node);
        sink.Name("subtraces"u8);
        sink.Number(node.Calls.Count(call => !IsLeftOut(call)));
        sink.Name("traceAddress"u8);
        sink.OpenArray();
        foreach (int step in _path) sink.Number(step);
        sink.CloseArray();
        if (place is { } position)
        {
            sink.Name("transactionHash"u8);
            if (position.Transaction is { } hash) sink.Bytes(hash);
            else sink.Null();
            sink.Name("transactionPosition"u8);
            sink.Number(position.Index);
        }

        sink.Name("type"u8);
        sink.Raw(node.Op switch { Op.Create or Op.Create2 => "\"create\""u8, Op.SelfDestruct => "\"suicide\""u8, _ => "\"call\""u8 });
        sink.CloseObject();
    }

    private void WriteAction(JsonSink sink, CallNode node)
    {
        sink.OpenObject();
        switch (node.Op)
        {
            case Op.SelfDestruct:
                sink.Name("address"u8);
                sink.Bytes(node.From);
                sink.Name("balance"u8);
                sink.Quantity(node.Value);
                sink.Name("refundAddress"u8);
                sink.Bytes(node.To);
                break;
            case Op.Create or Op.Create2:
                WriteCreation(sink, node);
                break;
            default:
                WriteCall(sink, node);
                break;
        }

        sink.CloseObject();
    }

    private void WriteCreation(JsonSink sink, CallNode node)
    {
        if (style.IsParity)
        {
            sink.Name("creationMethod"u8);
            sink.Raw(node.Op == Op.Create ? "\"create\""u8 : "\"create2\""u8);
        }

        WriteSource(sink, node);
        sink.Name("init"u8);
        sink.Bytes(node.Input.Span);
        sink.Name("value"u8);
        sink.Quantity(node.Value);
    }

    private void WriteCall(JsonSink sink, CallNode node)
    {
        sink.Name("callType"u8);
        sink.Text(OpcodeTable.Of(node.Op).Name.ToLower(CultureInfo.InvariantCulture));
        WriteSource(sink, node);
        sink.Name("input"u8);
        sink.Bytes(node.Input.Span);
        sink.Name("to"u8);
        sink.Bytes(node.To);
        sink.Name("value"u8);
        sink.Quantity(node.Value);
    }

    private void WriteSource(JsonSink sink, CallNode node)
    {
        sink.Name("from"u8);
        sink.Bytes(node.From);
        sink.Name("gas"u8);
        sink.Quantity(!style.IsParity && node.Depth == 0 ? tree.GasLimit : (ulong)node.Gas);
    }

    // What reverted still tells why; what failed otherwise, or destroyed itself, has no result.
    private void WriteResult(JsonSink sink, CallNode node)
    {
        if (node.Op == Op.SelfDestruct || (!node.Succeeded && node.Halt != Halt.Revert))
        {
            if (!style.IsParity) return;
            sink.Name("result"u8);
            sink.Null();
            return;
        }

        sink.Name("result"u8);
        sink.OpenObject();
        bool isCreation = node.Op is Op.Create or Op.Create2;
        if (isCreation && node.Succeeded)
        {
            sink.Name("address"u8);
            sink.Bytes(node.To);
        }

        if (isCreation)
        {
            sink.Name("code"u8);
            sink.Bytes(node.Output.Span);
        }

        sink.Name("gasUsed"u8);
        sink.Quantity(!style.IsParity && node.Depth == 0 ? tree.GasUsed : (ulong)node.GasUsed);
        if (!isCreation)
        {
            sink.Name("output"u8);
            sink.Bytes(node.Output.Span);
        }

        sink.CloseObject();
    }

    private bool IsLeftOut(CallNode node)
    {
        if (style.IncludesPrecompiles || node.Depth == 0 || !PrecompileTable.IsPrecompile(node.To)) return false;
        return style.IsParity ? node.Op is not (Op.Create or Op.Create2 or Op.SelfDestruct) && node.Value.IsZero : node.Op is Op.Call or Op.StaticCall;
    }
}
