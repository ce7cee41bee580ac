namespace Cos.Cli.StateTests;

/// <summary>One file of state tests.</summary>
/// <param name="Path">Where it is: on disk, or in its archive.</param>
/// <param name="Content">Its bytes where it was in an archive; null where they are still to be read from disk.</param>
internal sealed record FixtureFile(string Path, byte[]? Content);
