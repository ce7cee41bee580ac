namespace Cos.Consensus.Dpos;

/// <summary>What the clock says of a block from elsewhere.</summary>
public enum ClockVerdict
{
    /// <summary>Not judged.</summary>
    Unspecified = 0,

    /// <summary>Its slot has begun, or begins within the drift allowed: take it.</summary>
    Take = 1,

    /// <summary>Its slot begins within a turn: keep it until then.</summary>
    Wait = 2,

    /// <summary>Its slot is further ahead: drop it, and the sender pays.</summary>
    Drop = 3,
}
