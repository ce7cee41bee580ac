namespace Cos.Conformance.Tests.States;

/// <summary>What became of one fixture.</summary>
/// <param name="Name">The fixture's name.</param>
/// <param name="Failure">Why it failed; null where it passed.</param>
internal sealed record Verdict(string Name, string? Failure);
