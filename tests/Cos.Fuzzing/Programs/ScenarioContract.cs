using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Fuzzing.Programs;

/// <summary>An account with code.</summary>
/// <param name="Address">Where.</param>
/// <param name="Code">What it runs.</param>
/// <param name="Balance">Its wei.</param>
/// <param name="Storage">Its slots.</param>
public sealed record ScenarioContract(Address Address, byte[] Code, UInt256 Balance, ImmutableArray<(UInt256 Slot, UInt256 Value)> Storage);
