using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.Vm.Precompiles;

namespace Cos.Execution.Simulation;

/// <summary>The accounts that a simulated call pretends about, at most one entry an address.</summary>
public sealed record StateOverrides(ImmutableArray<AccountOverride> Accounts)
{
    /// <summary>The most accounts of one call.</summary>
    public const int AccountsMax = 1_024;

    /// <summary>Nothing pretended.</summary>
    public static readonly StateOverrides None = new([]);

    /// <summary>An account that is to move and has no precompile; null where each that moves has one.</summary>
    public Address? MoverWithoutPrecompile
    {
        get
        {
            foreach (var account in Accounts)
            {
                if (account.MovesPrecompileTo is not null && !PrecompileTable.IsPrecompile(account.Address)) return account.Address;
            }

            return null;
        }
    }

    /// <summary>Where precompiles answer: one whose account is pretended about leaves its place, or the code pretended there would never run. Null where none is.</summary>
    internal PrecompileMoves? Moves
    {
        get
        {
            PrecompileMoves? moves = null;
            foreach (var account in Accounts)
            {
                if (!PrecompileTable.IsPrecompile(account.Address)) continue;
                moves ??= new PrecompileMoves();
                moves.Move(account.Address, account.MovesPrecompileTo);
            }

            return moves;
        }
    }
}
