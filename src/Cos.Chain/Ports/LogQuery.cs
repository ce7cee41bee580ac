using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>Which logs of the canonical chain are asked for.</summary>
public sealed record LogQuery
{
    /// <summary>Topics a log can have.</summary>
    public const int TopicsMax = 4;

    /// <summary>The first height searched.</summary>
    public required ulong FromNumber { get; init; }

    /// <summary>The last height searched.</summary>
    public required ulong ToNumber { get; init; }

    /// <summary>Emitting contracts, any of them; empty for all.</summary>
    public ImmutableArray<Address> Addresses { get; init; } = [];

    /// <summary>For each topic position the values, any of them; an empty position matches everything, a position beyond a log's topics matches nothing.</summary>
    public ImmutableArray<ImmutableArray<Hash256>> Topics { get; init; } = [];

    /// <summary>The most logs given back.</summary>
    public required int LogsMax { get; init; }

    /// <summary>Whether one log is asked for.</summary>
    public bool Matches(Log log)
    {
        if (!Addresses.IsEmpty && !Addresses.Contains(log.Address)) return false;
        if (Topics.Length > log.Topics.Length) return false;
        for (int i = 0; i < Topics.Length; i++)
        {
            if (!Topics[i].IsEmpty && !Topics[i].Contains(log.Topics[i])) return false;
        }

        return true;
    }
}
