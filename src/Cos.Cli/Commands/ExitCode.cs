namespace Cos.Cli.Commands;

/// <summary>What the process says to the shell that started it.</summary>
internal static class ExitCode
{
    /// <summary>All is as it should be.</summary>
    public const int Fine = 0;

    /// <summary>A test failed, or code halted.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or input that cannot be used; words are on standard error.</summary>
    public const int Unusable = 2;
}
