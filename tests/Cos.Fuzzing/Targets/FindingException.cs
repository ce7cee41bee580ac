namespace Cos.Fuzzing.Targets;

/// <summary>A promise that an input broke.</summary>
/// <param name="message">Which.</param>
public sealed class FindingException(string message) : Exception(message)
{
    /// <summary>Throws where a promise does not hold.</summary>
    public static void Require(bool holds, string promise)
    {
        if (!holds)
        {
            throw new FindingException(promise);
        }
    }
}
