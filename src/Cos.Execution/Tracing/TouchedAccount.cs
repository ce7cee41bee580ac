using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Execution.Tracing;

/// <summary>An account that a transaction looked at or changed.</summary>
public sealed record TouchedAccount
{
    /// <summary>Its address.</summary>
    public required Address Address { get; init; }

    /// <summary>As it was before the transaction.</summary>
    public required AccountImage Before { get; init; }

    /// <summary>As it is after the transaction.</summary>
    public required AccountImage After { get; init; }

    /// <summary>Whether the transaction made, or tried to make, a contract there.</summary>
    public required bool IsCreation { get; init; }

    /// <summary>Its slots that were read or written, by ascending number.</summary>
    public required ImmutableArray<TouchedSlot> Slots { get; init; }
}
