using System.Globalization;

namespace Cos.Fuzzing.Differential;

/// <summary>Finds the first thing in which two runs of a scenario differ.</summary>
public static class Comparison
{
    /// <summary>The difference in words, or null where there is none.</summary>
    public static string? Difference(Run own, Run other)
    {
        for (var i = 0; i < Math.Min(own.Steps.Count, other.Steps.Count); i++)
        {
            if (OfSteps(own.Steps[i], other.Steps[i]) is { } difference)
            {
                return string.Create(CultureInfo.InvariantCulture, $"step {i} at depth {own.Steps[i].Depth}, offset {own.Steps[i].Offset}: {difference}");
            }
        }

        return own.Steps.Count != other.Steps.Count ? Text("steps", own.Steps.Count, other.Steps.Count)
            : own.Failed != other.Failed ? Text("failed", own.Failed, other.Failed)
            : own.GasUsed != other.GasUsed ? Text("gas used", own.GasUsed, other.GasUsed)
            : own.Output != other.Output ? Text("output", own.Output, other.Output)
            : null;
    }

    private static string? OfSteps(TraceStep own, TraceStep other) =>
        own.Depth != other.Depth ? Text("depth", own.Depth, other.Depth)
        : own.Offset != other.Offset ? Text("offset", own.Offset, other.Offset)
        : own.Gas != other.Gas ? Text("gas", own.Gas, other.Gas)
        : own.GasCost is { } cost && other.GasCost is { } otherCost && cost != otherCost ? Text("cost", cost, otherCost)
        : !own.Stack.AsSpan().SequenceEqual(other.Stack) ? Text("stack", Stack(own), Stack(other))
        : own.Memory is not null && other.Memory is not null && own.Memory != other.Memory ? Text("memory", own.Memory, other.Memory)
        : null;

    private static string Stack(TraceStep step) => string.Join(' ', step.Stack);

    private static string Text<T>(string what, T own, T other) => string.Create(CultureInfo.InvariantCulture, $"{what} {own} here, {other} there");
}
