namespace Cos.Cli.Commands;

/// <summary>What a person gave cannot be used; the message says what, and how to mend it.</summary>
internal sealed class UnusableInputException(string message) : Exception(message);
