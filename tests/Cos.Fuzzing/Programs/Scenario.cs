using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Fuzzing.Programs;

/// <summary>A call in a small world that a seed made.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Contracts">The accounts with code; the first is called.</param>
/// <param name="Input">Call data.</param>
/// <param name="Gas">The transaction's gas limit.</param>
/// <param name="Value">Wei sent along.</param>
public sealed record Scenario(ulong Seed, ImmutableArray<ScenarioContract> Contracts, byte[] Input, ulong Gas, UInt256 Value)
{
    // Memory makes each step of a trace kilobytes longer, so only short runs show it.
    private const ulong MemoryGasMax = 60_000;

    /// <summary>Whether the memory is compared at each instruction, too.</summary>
    public bool ShowsMemory => Gas < MemoryGasMax;
}
