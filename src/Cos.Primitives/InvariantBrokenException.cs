namespace Cos.Primitives;

/// <summary>The program contradicts itself; the process stops rather than go on.</summary>
public sealed class InvariantBrokenException : Exception
{
    /// <summary>Says which invariant broke.</summary>
    public InvariantBrokenException(string message) : base(message) { }
    /// <summary>A broken invariant without words.</summary>
    public InvariantBrokenException() { }
    /// <summary>Says which invariant broke and what showed it.</summary>
    public InvariantBrokenException(string message, Exception innerException) : base(message, innerException) { }
}
