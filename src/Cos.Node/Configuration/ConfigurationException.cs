namespace Cos.Node.Configuration;

/// <summary>The operator's configuration is wrong; the message says what, where it came from and how to mend it.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>A mistake in words for the operator.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }
}
