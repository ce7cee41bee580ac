using System.Collections.Immutable;

namespace Cos.Primitives.Rules;

/// <summary>What is wrong with a genesis file, gathered while it is read.</summary>
internal sealed class GenesisMistakes
{
    private readonly List<string> _words = [];

    /// <summary>The mistakes so far, in the order they were met.</summary>
    internal ImmutableArray<string> Words => [.. _words];

    /// <summary>Notes one mistake: where it is, what it is, and how to mend it.</summary>
    internal void Add(string path, string what, string mend)
    {
        if (_words.Count < GenesisFile.MistakesMax) _words.Add($"{path}: {what}; {mend}");
    }
}
