using Cos.Primitives.Values;

namespace Cos.Primitives.Rules;

/// <summary>The reserved addresses of economy.md §0: native contracts at 0x…0c05NN and the accounts that hold the supply's parts.</summary>
public static class SystemAccounts
{
    /// <summary>Native contract Credit.</summary>
    public static readonly Address Credit = Address.FromLow(0x0c0501);

    /// <summary>Native contract Producers.</summary>
    public static readonly Address Producers = Address.FromLow(0x0c0502);

    /// <summary>Native contract Communities.</summary>
    public static readonly Address Communities = Address.FromLow(0x0c0503);

    /// <summary>Native contract Contributions.</summary>
    public static readonly Address Contributions = Address.FromLow(0x0c0504);

    /// <summary>Native contract Quota and its escrow.</summary>
    public static readonly Address QuotaEscrow = Address.FromLow(0x0c0505);

    /// <summary>Native contract Vesting and its escrow.</summary>
    public static readonly Address VestingEscrow = Address.FromLow(0x0c0506);

    /// <summary>Native contract that holds the alliance's authority.</summary>
    public static readonly Address AllianceAuthority = Address.FromLow(0x0c0507);

    /// <summary>The alliance's share of fees.</summary>
    public static readonly Address AllianceFee = Address.FromLow(0x0c05a0);

    /// <summary>The credit holders' share of fees.</summary>
    public static readonly Address HolderPool = Address.FromLow(0x0c05a1);

    /// <summary>Bonus pool.</summary>
    public static readonly Address BonusPool = Address.FromLow(0x0c05a2);

    /// <summary>Community incentive reserve.</summary>
    public static readonly Address CommunityReserve = Address.FromLow(0x0c05a3);

    /// <summary>Strategic partners' reserve.</summary>
    public static readonly Address StrategicReserve = Address.FromLow(0x0c05a4);

    /// <summary>Node income pool.</summary>
    public static readonly Address NodePool = Address.FromLow(0x0c05a5);

    /// <summary>The alliance's reserve.</summary>
    public static readonly Address AllianceReserve = Address.FromLow(0x0c05a6);

    /// <summary>Whether plain transfers to the address revert (economy.md G3): every address from 0x…0c0501 to 0x…0c05ff.</summary>
    public static bool IsReserved(in Address address)
    {
        var bytes = address.Bytes;
        return bytes[18] == 0x05 && bytes[19] != 0 && bytes[17] == 0x0c && bytes[..17].IndexOfAnyExcept((byte)0) < 0;
    }
}
