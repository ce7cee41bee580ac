using System.Collections.Immutable;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Execution.Simulation;

/// <summary>A call as eth_call and its kin describe it: a transaction without signature, every field optional.</summary>
public sealed record CallArguments
{
    /// <summary>The caller; the zero address where absent.</summary>
    public Address From { get; init; }

    /// <summary>The callee, or null to create a contract.</summary>
    public Address? To { get; init; }

    /// <summary>Gas limit; null for as much as the node allows.</summary>
    public ulong? Gas { get; init; }

    /// <summary>Wei a gas that the caller offers; zero asks for no payment, and then BASEFEE reads zero too.</summary>
    public UInt256 MaxFeePerGas { get; init; }

    /// <summary>The tip in wei a gas; equal to <see cref="MaxFeePerGas"/> where the caller named a gas price.</summary>
    public UInt256 MaxPriorityFeePerGas { get; init; }

    /// <summary>Whether the caller named one gas price, as legacy transactions do, rather than a cap and a tip.</summary>
    public bool NamesGasPrice { get; init; }

    /// <summary>Wei sent along.</summary>
    public UInt256 Value { get; init; }

    /// <summary>The caller's nonce; null for the state's.</summary>
    public ulong? Nonce { get; init; }

    /// <summary>Call data or init code.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>EIP-2930 access list.</summary>
    public ImmutableArray<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>EIP-7702 authorizations.</summary>
    public ImmutableArray<Authorization> AuthorizationList { get; init; } = [];
}
