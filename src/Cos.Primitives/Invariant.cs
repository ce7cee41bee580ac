using System.Diagnostics.CodeAnalysis;

namespace Cos.Primitives;

/// <summary>What must hold whatever arrives from outside; on in Release, so that no doubtful block is committed.</summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantBrokenException"/> unless <paramref name="condition"/> holds.</summary>
    public static void Require([DoesNotReturnIf(false)] bool condition, string words)
    {
        if (!condition) Break(words);
    }

    [DoesNotReturn]
    private static void Break(string words) => throw new InvariantBrokenException(words);
}
