namespace Cos.Fuzzing.Differential;

/// <summary>What a machine made of a scenario.</summary>
/// <param name="Failed">Whether the outermost message reverted or halted.</param>
/// <param name="GasUsed">Of the whole transaction, after refunds.</param>
/// <param name="Output">Return or revert data; lower-case hex.</param>
/// <param name="Steps">Every instruction.</param>
public sealed record Run(bool Failed, ulong GasUsed, string Output, IReadOnlyList<TraceStep> Steps);
