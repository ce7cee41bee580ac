namespace Cos.Tidy.Tests.Sources;

/// <summary>Something the rules forbid. <see cref="Measure"/> is a length or a count, so that an exception can cap it.</summary>
internal sealed record Violation(string Subject, int Measure, string Words);
