using System.Text.Json;
using Cos.Primitives.Values;

namespace Cos.Fuzzing.Differential;

/// <summary>Reads a struct-log trace in geth's format.</summary>
internal static class AnvilAnswer
{
    internal static Run Read(JsonElement result)
    {
        var steps = new List<TraceStep>();
        foreach (var log in result.GetProperty("structLogs").EnumerateArray())
        {
            steps.Add(ReadStep(log));
        }

        // A cost is compared where the frame goes on: where the next step has its depth or is in a frame that it called.
        for (var i = 0; i < steps.Count; i++)
        {
            var goesOn = i + 1 < steps.Count && steps[i + 1].Depth >= steps[i].Depth;
            if (!goesOn)
            {
                steps[i] = steps[i] with { GasCost = null };
            }
        }

        return new Run(
            result.GetProperty("failed").GetBoolean(), result.GetProperty("gas").GetUInt64(), result.GetProperty("returnValue").GetString()![2..], steps);
    }

    private static TraceStep ReadStep(JsonElement log)
    {
        var words = log.GetProperty("stack");
        var stack = new UInt256[words.GetArrayLength()];
        for (var i = 0; i < stack.Length; i++)
        {
            stack[i] = UInt256.TryParse(words[i].GetString()!, out var word) ? word : throw new InvalidOperationException($"anvil's stack has {words[i]}");
        }

        var memory = log.TryGetProperty("memory", out var ranges) ? string.Concat(ranges.EnumerateArray().Select(range => range.GetString()![2..])) : null;
        return new TraceStep(
            log.GetProperty("depth").GetInt32(), log.GetProperty("pc").GetInt32(), log.GetProperty("gas").GetInt64(), log.GetProperty("gasCost").GetInt64(), stack, memory);
    }
}
