using System.Collections.Immutable;
using Cos.Chain.Production;
using Cos.Node.Configuration;
using Cos.Primitives.Rules;

namespace Cos.Node.Hosting;

/// <summary>What to run: a chain, where it is kept, and the keys this process seals with.</summary>
/// <param name="Spec">The chain.</param>
/// <param name="Folder">The data folder, absolute.</param>
/// <param name="SeatKeys">Local producers.</param>
/// <param name="Accounts">Accounts to show in the banner.</param>
/// <param name="Settings">Everything else.</param>
public sealed record NodePlan(ChainSpec Spec, string Folder, ImmutableArray<SeatKey> SeatKeys, IReadOnlyList<DevAccount> Accounts, SettingValues Settings)
{
    /// <summary>The database's folder.</summary>
    public string Database => DatabaseIn(Folder);

    /// <summary>The database's folder in a data folder.</summary>
    public static string DatabaseIn(string folder) => Path.Combine(folder, "chain");
}
