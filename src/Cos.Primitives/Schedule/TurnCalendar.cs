using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Primitives.Schedule;

/// <summary>The arithmetic between moments, slots, turns, rounds and epochs (consensus.md, Words): a function of the chain spec alone, the same on every branch.</summary>
public sealed record TurnCalendar
{
    private const ulong MillisecondsPerMinute = 60_000;

    private readonly ulong _genesisMilliseconds;
    private readonly ulong _slotMilliseconds;

    /// <summary>Reads the durations of a chain spec, which must all be positive.</summary>
    public TurnCalendar(DposParameters parameters)
    {
        Invariant.Require(parameters.SlotMilliseconds > 0 && parameters.SlotsPerTurn > 0 && parameters.Seats > 0, "slots, turns and rounds are not empty");
        _genesisMilliseconds = parameters.GenesisMilliseconds;
        _slotMilliseconds = parameters.SlotMilliseconds;
        SlotsPerTurn = parameters.SlotsPerTurn;
        TurnsPerRound = (ulong)parameters.Seats;
        SlotsPerRound = SlotsPerTurn * TurnsPerRound;
        RoundsPerEpoch = Math.Max(1, parameters.EpochMinutes * MillisecondsPerMinute / (SlotsPerRound * _slotMilliseconds));
    }

    /// <summary>Slots in a row of one producer.</summary>
    public ulong SlotsPerTurn { get; }

    /// <summary>Turns of a round: the number of seats.</summary>
    public ulong TurnsPerRound { get; }

    /// <summary>Slots of a round.</summary>
    public ulong SlotsPerRound { get; }

    /// <summary>Whole rounds in an epoch's minutes, at least one.</summary>
    public ulong RoundsPerEpoch { get; }

    /// <summary>The slot that holds a moment; slot 0 for any moment before genesis.</summary>
    public ulong SlotAt(UnixMillis now) => now.Value <= _genesisMilliseconds ? 0 : (now.Value - _genesisMilliseconds) / _slotMilliseconds;

    /// <summary>The first moment of a slot.</summary>
    public UnixMillis SlotStart(ulong slot) => new(_genesisMilliseconds + (slot * _slotMilliseconds));

    /// <summary>Whether a slot's start is a moment that can be written down at all; slots beyond are nobody's.</summary>
    public bool IsRepresentable(ulong slot) => slot <= (ulong.MaxValue - _genesisMilliseconds) / _slotMilliseconds;

    /// <summary>A header's timestamp: the slot's start in seconds, rounded down.</summary>
    public ulong TimestampOf(ulong slot) => SlotStart(slot).Value / 1000;

    /// <summary>The turn of a slot.</summary>
    public ulong TurnOf(ulong slot) => slot / SlotsPerTurn;

    /// <summary>The first slot of a turn.</summary>
    public ulong FirstSlotOfTurn(ulong turn) => turn * SlotsPerTurn;

    /// <summary>Whether a slot is the first of its turn.</summary>
    public bool IsFirstOfTurn(ulong slot) => slot % SlotsPerTurn == 0;

    /// <summary>The round of a turn.</summary>
    public ulong RoundOf(ulong turn) => turn / TurnsPerRound;

    /// <summary>The round of a slot.</summary>
    public ulong RoundOfSlot(ulong slot) => slot / SlotsPerRound;

    /// <summary>The first turn of a round.</summary>
    public ulong FirstTurnOfRound(ulong round) => round * TurnsPerRound;

    /// <summary>The epoch of a round.</summary>
    public ulong EpochOf(ulong round) => round / RoundsPerEpoch;

    /// <summary>The first round of an epoch.</summary>
    public ulong FirstRoundOfEpoch(ulong epoch) => epoch * RoundsPerEpoch;
}
