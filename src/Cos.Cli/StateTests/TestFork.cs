using System.Collections.Immutable;
using Cos.Primitives.Rules;

namespace Cos.Cli.StateTests;

/// <summary>
/// A fork that tests can be judged by. The machine knows Osaka's instructions and prices; of the forks before it only the limits on a transaction are
/// taken, so that programs that no later fork touched end as their tests say.
/// </summary>
internal sealed record TestFork
{
    private TestFork()
    {
    }

    /// <summary>What this machine implements.</summary>
    public static TestFork Osaka { get; } = new() { Name = "Osaka", LimitsTransactionGas = true, LimitsInitCode = true };

    /// <summary>All, the newest first. Forks before London had another market of fees.</summary>
    public static ImmutableArray<TestFork> All { get; } =
    [
        Osaka,
        new() { Name = "Prague", LimitsInitCode = true },
        new() { Name = "Cancun", LimitsInitCode = true },
        new() { Name = "Shanghai", LimitsInitCode = true },
        new() { Name = "Paris" },
        new() { Name = "London" },
    ];

    /// <summary>Its name in the tests.</summary>
    public required string Name { get; init; }

    /// <summary>Whether this machine runs it exactly.</summary>
    public bool IsExact => LimitsTransactionGas;

    /// <summary>EIP-7825.</summary>
    private bool LimitsTransactionGas { get; init; }

    /// <summary>EIP-3860.</summary>
    private bool LimitsInitCode { get; init; }

    /// <summary>The rules to judge by.</summary>
    public ChainRules Rules(ulong chainId)
    {
        var osaka = ChainRules.ForEthereum(chainId);
        return osaka with
        {
            TransactionGasMax = LimitsTransactionGas ? osaka.TransactionGasMax : long.MaxValue,
            InitCodeBytesMax = LimitsInitCode ? osaka.InitCodeBytesMax : int.MaxValue,
        };
    }
}
