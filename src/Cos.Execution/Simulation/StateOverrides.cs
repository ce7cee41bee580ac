using System.Collections.Immutable;

namespace Cos.Execution.Simulation;

/// <summary>The accounts that a simulated call pretends about, at most one entry an address.</summary>
public sealed record StateOverrides(ImmutableArray<AccountOverride> Accounts)
{
    /// <summary>The most accounts of one call.</summary>
    public const int AccountsMax = 1_024;

    /// <summary>Nothing pretended.</summary>
    public static readonly StateOverrides None = new([]);
}
