namespace Cos.Execution.Genesis;

/// <summary>Why a chain spec makes no genesis.</summary>
public enum GenesisRejection
{
    /// <summary>Not a reason.</summary>
    Unspecified = 0,

    /// <summary>No seats are named.</summary>
    SeatsMissing,

    /// <summary>More seats are named than a round has, or than a voting set may have.</summary>
    TooManySeats,

    /// <summary>More standbys are named than the chain has ranks for.</summary>
    TooManyStandbys,

    /// <summary>A seat or standby is named twice.</summary>
    ProducerNamedTwice,

    /// <summary>A seat or standby has no address or no key, or two have one key: keys are never shared.</summary>
    ProducerKeyUnusable,

    /// <summary>An account is allocated twice.</summary>
    AccountNamedTwice,

    /// <summary>An account of the protocol's own (a native contract, the history contract) is given code, storage or a nonce.</summary>
    ProtocolAccountOccupied,

    /// <summary>The balances do not add up to the whole supply (economy.md G3).</summary>
    SupplyNotWhole,

    /// <summary>The base fee is below the rules' floor.</summary>
    BaseFeeBelowFloor,

    /// <summary>A slot, a turn, a round or an epoch has no length.</summary>
    DurationMissing,
}
