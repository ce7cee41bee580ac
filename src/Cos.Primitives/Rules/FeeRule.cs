namespace Cos.Primitives.Rules;

/// <summary>Where the price of gas goes.</summary>
public enum FeeRule
{
    /// <summary>Not chosen.</summary>
    Unspecified = 0,

    /// <summary>Ethereum's: the base fee is burnt, the tip goes to the coinbase at once. For conformance runs.</summary>
    Ethereum = 1,

    /// <summary>The credit's: a block's fees are split between alliance, producer and holders at its end (economy.md §2.4); nothing is burnt.</summary>
    Credit = 2,
}
