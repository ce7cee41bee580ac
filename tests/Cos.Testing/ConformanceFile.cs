namespace Cos.Testing;

/// <summary>One file of a conformance archive: its path inside the archive and its bytes, owned by the reader.</summary>
public sealed record ConformanceFile(string Path, byte[] Content);
