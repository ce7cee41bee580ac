namespace Cos.Primitives.Rules;

/// <summary>The DPoS part of a chain spec (consensus.md, Words). Durations are in time, never in blocks.</summary>
public sealed record DposParameters
{
    /// <summary>Unix milliseconds at which slot 0 begins.</summary>
    public required ulong GenesisMilliseconds { get; init; }

    /// <summary>Length of a slot.</summary>
    public ulong SlotMilliseconds { get; init; } = 500;

    /// <summary>Slots in a row of one producer.</summary>
    public ulong SlotsPerTurn { get; init; } = 4;

    /// <summary>Seats of a round.</summary>
    public int Seats { get; init; } = 21;

    /// <summary>Standby ranks.</summary>
    public int Standbys { get; init; } = 14;

    /// <summary>Length of an epoch.</summary>
    public ulong EpochMinutes { get; init; } = 28;

    /// <summary>Missed turns in a row that bench.</summary>
    public uint BenchAfterMissedTurns { get; init; } = 3;

    /// <summary>How far ahead of the local clock a block's slot may start.</summary>
    public ulong ClockDriftMillisecondsMax { get; init; } = 250;

    /// <summary>Days that withdrawn stake stays bound.</summary>
    public ulong UnstakeDelayDays { get; init; } = 7;

    /// <summary>Blocks of its own best chain that a vote may undo.</summary>
    public ulong ReorgBlocks { get; init; } = 8;
}
