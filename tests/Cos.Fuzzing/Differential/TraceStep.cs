using Cos.Primitives.Values;

namespace Cos.Fuzzing.Differential;

/// <summary>An instruction before it runs.</summary>
/// <param name="Depth">1 in the outermost frame.</param>
/// <param name="Offset">Of the instruction in its code.</param>
/// <param name="Gas">Gas left.</param>
/// <param name="GasCost">What it takes, with what it hands down; null where it ends its frame, which machines report in different ways.</param>
/// <param name="Stack">Deepest word first.</param>
/// <param name="Memory">Memory in lower-case hex; null where it was not asked for.</param>
public sealed record TraceStep(int Depth, int Offset, long Gas, long? GasCost, UInt256[] Stack, string? Memory);
