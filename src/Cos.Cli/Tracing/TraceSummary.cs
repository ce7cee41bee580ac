using Cos.Primitives.Values;

namespace Cos.Cli.Tracing;

/// <summary>What the last line of an EIP-3155 trace says, besides the output.</summary>
/// <param name="Name">The test's name; null where no test runs.</param>
/// <param name="Fork">Whose rules held.</param>
/// <param name="StateRoot">The state's root after it.</param>
/// <param name="GasUsed">Gas charged.</param>
/// <param name="Passed">Whether it ended without a halt.</param>
/// <param name="Error">Why it did not run or did not succeed; null where it did.</param>
internal sealed record TraceSummary(string? Name, string Fork, Hash256 StateRoot, ulong GasUsed, bool Passed, string? Error);
