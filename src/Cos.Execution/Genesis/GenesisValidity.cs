using System.Collections.Immutable;
using Cos.Execution.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Diff;

namespace Cos.Execution.Genesis;

/// <summary>Whether a chain spec makes a genesis. Null means fine.</summary>
public static class GenesisValidity
{
    /// <summary>Checks producers, accounts, and that a credit chain's balances are the whole supply.</summary>
    public static GenesisRejection? Check(ChainSpec spec)
    {
        var dpos = spec.Dpos;
        if (dpos.SlotMilliseconds == 0 || dpos.SlotsPerTurn == 0 || dpos.Seats <= 0 || dpos.EpochMinutes == 0) return GenesisRejection.DurationMissing;
        if (spec.BaseFeePerGas < spec.Rules.BaseFeeFloor) return GenesisRejection.BaseFeeBelowFloor;
        if (CheckProducers(spec) is { } producers) return producers;
        if (CheckAccounts(spec.Alloc) is { } accounts) return accounts;
        return spec.Rules.FeeRule == FeeRule.Credit && !IsWholeSupply(spec.Alloc) ? GenesisRejection.SupplyNotWhole : null;
    }

    private static GenesisRejection? CheckProducers(ChainSpec spec)
    {
        if (spec.Seats.IsEmpty) return GenesisRejection.SeatsMissing;
        if (spec.Seats.Length > Math.Min(spec.Dpos.Seats, VotingSet.MembersMax)) return GenesisRejection.TooManySeats;
        if (spec.Standbys.Length > Math.Min(spec.Dpos.Standbys, VotingSet.MembersMax)) return GenesisRejection.TooManyStandbys;
        var addresses = new HashSet<Address>();
        var keys = new HashSet<Hash256>();
        foreach (var producer in spec.Seats.AddRange(spec.Standbys))
        {
            if (!addresses.Add(producer.Address)) return GenesisRejection.ProducerNamedTwice;
            if (producer.Address.IsZero || producer.Key.IsZero || !keys.Add(producer.Key)) return GenesisRejection.ProducerKeyUnusable;
        }

        return null;
    }

    private static GenesisRejection? CheckAccounts(ImmutableArray<GenesisAccount> alloc)
    {
        var addresses = new HashSet<Address>();
        foreach (var account in alloc)
        {
            if (!addresses.Add(account.Address)) return GenesisRejection.AccountNamedTwice;
            bool isOccupied = account.Nonce != 0 || !account.Code.IsEmpty || !account.Storage.IsEmpty;
            bool isProtocols = account.Address == HistoryContract.Address || SystemAccounts.IsReserved(account.Address);
            if (isOccupied && isProtocols) return GenesisRejection.ProtocolAccountOccupied;
        }

        return null;
    }

    private static bool IsWholeSupply(ImmutableArray<GenesisAccount> alloc)
    {
        var sum = default(BalanceSum);
        foreach (var account in alloc) sum = sum.Plus(account.Balance);
        return sum == new BalanceSum(0, Credit.TotalSupply.ToWei());
    }
}
