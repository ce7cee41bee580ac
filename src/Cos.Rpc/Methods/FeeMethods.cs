using System.Text.Json;
using Cos.Chain.Ports;
using Cos.Chain.Queries;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>What gas costs and did cost.</summary>
internal sealed class FeeMethods(ChainQueries queries, BlockFinder finder, TipOracle tips, RpcLimits limits)
{
    private const int PercentilesMax = 100;

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("eth_gasPrice", (ref arguments, sink) => Quantity(ref arguments, sink, UInt256.AddChecked(NextBaseFee(queries.Head.Header), tips.Suggest()))),
        RpcMethod.Light("eth_maxPriorityFeePerGas", (ref arguments, sink) => Quantity(ref arguments, sink, tips.Suggest())),
        RpcMethod.Light("eth_baseFee", (ref arguments, sink) => Quantity(ref arguments, sink, NextBaseFee(queries.Head.Header))),
        RpcMethod.Light("eth_blobBaseFee", (ref arguments, sink) => Quantity(ref arguments, sink, UInt256.One)), // EIP-4844's least, since there are no blobs
        RpcMethod.Heavy("eth_feeHistory", FeeHistory),
    ];

    private static RpcError? Quantity(ref Arguments arguments, JsonSink sink, in UInt256 value)
    {
        if (!arguments.End()) return arguments.Error;
        sink.Quantity(in value);
        return null;
    }

    private RpcError? FeeHistory(ref Arguments arguments, JsonSink sink)
    {
        var percentiles = new List<double>();
        if (!(arguments.Count(out ulong wanted) && arguments.RequiredBlock(out BlockSelector selector) && TryReadPercentiles(ref arguments, percentiles) && arguments.End()))
        {
            return arguments.Error;
        }

        HeadSnapshot head = queries.Head;
        if (finder.FindNumber(in selector, head) is not { } newest) return RpcError.HeaderNotFound;
        if (newest > head.Number) return RpcError.Server($"request beyond head block: requested {newest}, head {head.Number}");
        ulong count = Math.Min(Math.Min(wanted, limits.FeeHistoryBlocksMax), newest + 1);
        var blocks = new List<ExecutedBlock>();
        for (ulong number = newest + 1 - count; number <= newest; number++)
        {
            if (!queries.TryGetBlock(number, out ExecutedBlock? block)) return RpcError.HeaderNotFound;
            blocks.Add(block);
        }

        WriteHistory(sink, blocks, percentiles);
        return null;
    }

    private void WriteHistory(JsonSink sink, List<ExecutedBlock> blocks, List<double> percentiles)
    {
        sink.OpenObject();
        sink.Name("oldestBlock"u8);
        sink.Quantity(blocks.Count == 0 ? 0 : blocks[0].Number);
        sink.Name("baseFeePerGas"u8);
        sink.OpenArray();
        foreach (ExecutedBlock block in blocks) sink.Quantity(block.Header.BaseFeePerGas ?? UInt256.Zero);
        if (blocks.Count > 0) sink.Quantity(NextBaseFee(blocks[^1].Header));
        sink.CloseArray();
        sink.Name("gasUsedRatio"u8);
        sink.OpenArray();
        foreach (ExecutedBlock block in blocks) sink.Number((double)block.Header.GasUsed / block.Header.GasLimit);
        sink.CloseArray();
        sink.Name("baseFeePerBlobGas"u8);
        sink.OpenArray();
        for (int i = 0; i < blocks.Count + (blocks.Count > 0 ? 1 : 0); i++) sink.Quantity(1UL);
        sink.CloseArray();
        sink.Name("blobGasUsedRatio"u8);
        sink.OpenArray();
        for (int i = 0; i < blocks.Count; i++) sink.Number(0L);
        sink.CloseArray();
        if (percentiles.Count > 0)
        {
            sink.Name("reward"u8);
            sink.OpenArray();
            foreach (ExecutedBlock block in blocks) WriteRewards(sink, block, percentiles);
            sink.CloseArray();
        }

        sink.CloseObject();
    }

    private static void WriteRewards(JsonSink sink, ExecutedBlock block, List<double> percentiles)
    {
        (UInt256 Tip, ulong Gas)[] paid = [.. block.Receipts.Select(receipt => (TipOracle.TipOf(receipt, block.Header), receipt.GasUsed)).OrderBy(entry => entry.Item1)];
        sink.OpenArray();
        int at = 0;
        ulong gas = paid.Length == 0 ? 0 : paid[0].Gas;
        foreach (double percentile in percentiles)
        {
            double threshold = block.Header.GasUsed * percentile / 100;
            while (gas < threshold && at < paid.Length - 1) gas += paid[++at].Gas;
            sink.Quantity(paid.Length == 0 ? UInt256.Zero : paid[at].Tip);
        }

        sink.CloseArray();
    }

    private static bool TryReadPercentiles(ref Arguments arguments, List<double> percentiles)
    {
        const string expected = "expected an array of at most 100 rising numbers between 0 and 100";
        if (!arguments.Next()) return arguments.Error is null;
        ref Utf8JsonReader json = ref arguments.Json;
        if (json.TokenType != JsonTokenType.StartArray) return arguments.Fail(expected);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetDouble(out double percentile) || percentiles.Count >= PercentilesMax) return arguments.Fail(expected);
            if (percentile is not (>= 0 and <= 100) || (percentiles.Count > 0 && percentile < percentiles[^1])) return arguments.Fail(expected);
            percentiles.Add(percentile);
        }

        return true;
    }

    private UInt256 NextBaseFee(BlockHeader header) =>
        BaseFee.Next(queries.Spec.RulesAt(header.Number + 1), header.GasUsed, header.GasLimit, header.BaseFeePerGas ?? UInt256.Zero);
}
