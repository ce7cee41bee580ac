namespace Cos.Chain.Tests;

/// <summary>The power failed.</summary>
public sealed class PowerCutException : Exception
{
}
