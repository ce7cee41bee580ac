using Cos.Primitives.Values;

namespace Cos.Cli.StateTests;

/// <summary>What became of one test.</summary>
/// <param name="Name">The test's name, and its number where the test has several.</param>
/// <param name="Failure">Why it failed; null where it passed.</param>
internal sealed record Verdict(string Name, string? Failure)
{
    /// <summary>The fork it was judged by.</summary>
    public string Fork { get; init; } = TestFork.Osaka.Name;

    /// <summary>The state's root after it; null where it did not come so far.</summary>
    public Hash256? StateRoot { get; init; }
}
