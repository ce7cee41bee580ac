namespace Cos.Storage.Rocks;

/// <summary>The disk, or what is on it, does not let the node work; the message says what and how to mend it.</summary>
public sealed class StorageException : Exception
{
    /// <summary>A failure in words for the operator.</summary>
    public StorageException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
