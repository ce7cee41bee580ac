using Cos.Primitives;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler.Values;

/// <summary>
/// The EVM stack while a region of code is being compiled. Position 0 is the word that was on top where the region began, positions below it are negative.
/// It also knows what the slots in memory hold meanwhile: what was found there until something else was written.
/// </summary>
internal sealed class WordStack
{
    /// <summary>Positions reach so far up and down.</summary>
    internal const int Reach = Frame.StackWordsMax + 32;

    private const int Origin = Reach;
    private readonly Word?[] _words = new Word?[2 * Origin + 1];
    private readonly Word?[] _stored = new Word?[2 * Origin + 1];

    /// <summary>Position of the top word.</summary>
    internal int Top { get; private set; }

    /// <summary>The lowest position that was looked at; below it words and slots are as they were.</summary>
    internal int Lowest { get; private set; } = 1;

    /// <summary>Forgets everything: a region begins.</summary>
    internal void Clear()
    {
        Array.Clear(_words);
        Array.Clear(_stored);
        (Top, Lowest) = (0, 1);
    }

    /// <summary>The word at a position, on the stack.</summary>
    internal Word At(int position)
    {
        Invariant.Require(position <= Top, "the position is on the stack");
        for (; Lowest > position; Lowest--)
        {
            var found = Word.InSlot(Lowest - 1, 256);
            _words[Origin + Lowest - 1] = found;
            _stored[Origin + Lowest - 1] = found;
        }

        return _words[Origin + position]!;
    }

    /// <summary>What the slot of a position holds in memory; null where that is not known.</summary>
    internal Word? Stored(int position) => _stored[Origin + position];

    /// <summary>Puts a word on top.</summary>
    internal void Push(Word word)
    {
        Top++;
        _words[Origin + Top] = word;
    }

    /// <summary>Takes the top word.</summary>
    internal Word Pop()
    {
        var word = At(Top);
        Top--;
        return word;
    }

    /// <summary>DUP.</summary>
    internal void Duplicate(int depth) => Push(At(Top - depth + 1));

    /// <summary>SWAP.</summary>
    internal void Swap(int depth)
    {
        var (upper, lower) = (At(Top), At(Top - depth));
        _words[Origin + Top] = lower;
        _words[Origin + Top - depth] = upper;
    }

    /// <summary>Notes that a slot now holds a word.</summary>
    internal void Store(int position, Word word) => _stored[Origin + position] = word;

    /// <summary>Whether a word is on the stack at another position than one.</summary>
    internal bool IsElsewhere(Word word, int position)
    {
        for (var i = Lowest; i <= Top; i++)
        {
            if (i != position && ReferenceEquals(_words[Origin + i], word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes the top position 0 after every word was stored, keeping only what is known of them now.</summary>
    internal void Rest()
    {
        var (shift, lowest) = (Top, Lowest);
        var resting = new List<Word>();
        for (var i = lowest; i <= shift; i++)
        {
            resting.Add(_words[Origin + i]!.Resting(i - shift));
        }

        Clear();
        Lowest = resting.Count == 0 ? 1 : 1 - resting.Count;
        for (var i = 0; i < resting.Count; i++)
        {
            _words[Origin + Lowest + i] = resting[i];
            _stored[Origin + Lowest + i] = resting[i];
        }
    }
}
