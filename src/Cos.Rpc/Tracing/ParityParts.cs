namespace Cos.Rpc.Tracing;

/// <summary>What a client of the trace_ methods wants of a transaction.</summary>
/// <param name="Trace">Its messages.</param>
/// <param name="StateDiff">What it changed.</param>
internal readonly record struct ParityParts(bool Trace, bool StateDiff);
