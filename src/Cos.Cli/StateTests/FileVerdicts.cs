using System.Collections.Immutable;

namespace Cos.Cli.StateTests;

/// <summary>What became of one file of tests.</summary>
/// <param name="Verdicts">One for each transaction that was judged, in the file's order.</param>
/// <param name="Complaint">Why the file could not be used; null where it could.</param>
/// <param name="OtherForks">Tests that say nothing of the fork that was asked for.</param>
internal sealed record FileVerdicts(ImmutableArray<Verdict> Verdicts, string? Complaint, int OtherForks);
