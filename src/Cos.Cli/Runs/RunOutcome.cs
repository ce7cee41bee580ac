using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Cli.Runs;

/// <summary>What a run did.</summary>
/// <param name="Result">How it ended, with what output.</param>
/// <param name="GasUsed">Gas it used, before any refund.</param>
/// <param name="Refund">The refund counter: of a transaction's gas at most a fifth is handed back (EIP-3529).</param>
/// <param name="Logs">Its events.</param>
/// <param name="StateRoot">The state's root after it.</param>
/// <param name="State">The accounts after it, in ascending order of address.</param>
internal sealed record RunOutcome(
    CallResult Result, ulong GasUsed, ulong Refund, ImmutableArray<Log> Logs, Hash256 StateRoot, ImmutableArray<GenesisAccount> State);
