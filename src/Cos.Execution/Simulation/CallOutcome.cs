using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Vm;

namespace Cos.Execution.Simulation;

/// <summary>What a call of a simulated block did.</summary>
/// <param name="Halt">How it ended.</param>
/// <param name="Output">Return data, or revert data.</param>
/// <param name="GasUsed">Gas charged.</param>
/// <param name="GasPeak">The most gas it held at once, before refunds.</param>
/// <param name="Logs">Its events, moves of value among them where they are traced; none where it failed.</param>
public sealed record CallOutcome(Halt Halt, ReadOnlyMemory<byte> Output, ulong GasUsed, ulong GasPeak, ImmutableArray<Log> Logs);
