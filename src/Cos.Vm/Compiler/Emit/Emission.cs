using System.Diagnostics;
using Cos.Vm.Compiler.Values;

namespace Cos.Vm.Compiler.Emit;

/// <summary>A chunk while it is being written: the values that are known of, and how they get from the frame's slots and memory to locals and back.</summary>
internal sealed class Emission(WordStack stack, IlWriter il)
{
    private readonly List<Action> _asides = [];

    /// <summary>The code.</summary>
    internal IlWriter Il { get; } = il;

    /// <summary>The stack.</summary>
    internal WordStack Stack { get; } = stack;

    /// <summary>Where frames go that an instruction has ended, or that ask, or whose gas did not suffice.</summary>
    internal Place Left { get; } = il.NewPlace();

    /// <summary>Offset of the instruction that is being written.</summary>
    internal int Offset { get; set; }

    /// <summary>Offset after it.</summary>
    internal int Next { get; set; }

    /// <summary>What the block has paid for instructions after this one.</summary>
    internal long Prepaid { get; set; }

    /// <summary>Bytes of memory that the frame is known to have.</summary>
    internal ulong KnownSize { get; set; }

    /// <summary>Has code written after everything else, out of the usual way.</summary>
    internal void Aside(Action write) => _asides.Add(write);

    /// <summary>Writes what was put aside.</summary>
    internal void WriteAsides()
    {
        for (var i = 0; i < _asides.Count; i++)
        {
            _asides[i]();
        }

        _asides.Clear();
    }

    /// <summary>A limb of a word, brought where it stays as it is.</summary>
    internal Limb Fetch(Word word, int index)
    {
        var limb = word[index];
        if (limb.IsElsewhere)
        {
            Push(limb);
            word[index] = limb = Il.Keep().AsLoaded();
        }

        return limb;
    }

    /// <summary>Brings all limbs of a word where they stay as they are.</summary>
    internal void Fetch(Word word)
    {
        for (var i = 0; i < 4; i++)
        {
            Fetch(word, i);
        }
    }

    /// <summary>Pushes a limb of a word.</summary>
    internal void Push(Word word, int index) => Push(Fetch(word, index));

    /// <summary>Pushes a limb of one word and the same limb of another. Both are fetched first, so that nothing waits on the evaluation stack meanwhile.</summary>
    internal void Push(Word a, Word b, int index)
    {
        var (x, y) = (Fetch(a, index), Fetch(b, index));
        Push(x);
        Push(y);
    }

    /// <summary>Pushes a limb.</summary>
    internal void Push(Limb limb)
    {
        switch (limb.Kind)
        {
            case LimbKind.Constant:
                Il.Number(limb.Number);
                break;
            case LimbKind.Local:
                Il.Get(limb.Index);
                break;
            case LimbKind.Slot:
                Address(limb.Index, (int)limb.Number);
                Il.Load();
                break;
            case LimbKind.Memory:
                PushMemoryAddress(limb);
                Il.Load();
                Il.Call(Routines.ReverseEndianness);
                break;
            case LimbKind.Unspecified:
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Pushes a reference to a byte of memory.</summary>
    internal void PushMemoryAddress(Limb limb)
    {
        Il.Get(Special.Start);
        if (limb.Index != Limb.NoLocal)
        {
            Il.Get(limb.Index);
            Il.ToAddress();
            Il.Add();
        }

        if (limb.Number != 0)
        {
            Il.Distance((int)limb.Number);
            Il.Add();
        }
    }

    /// <summary>Pushes a limb that is going to be compared with another.</summary>
    // .NET 10 takes `rol` for an instruction that sets the zero flag and leaves out the test after it, so a comparison of a rotation with zero goes wrong.
    // The runtime's compiler makes rotations of shifts, and zeros of what it understands, in ways that cannot be foreseen here. Hence whatever was computed
    // is first joined with a zero of which that compiler cannot know.
    internal void PushTested(Limb limb, Limb other)
    {
        Push(limb);
        var isOtherNeverTakenForZero = other.IsLoaded || (other.IsConstant && other.Number > 1);
        if (limb.MayBeRotation && !isOtherNeverTakenForZero)
        {
            Il.UnknownZero();
            Il.Or();
        }
    }

    /// <summary>Pushes a number that is zero if and only if the limbs of a word from one index on all are. It may be compared with zero.</summary>
    internal void PushAny(Word word, int from)
    {
        var count = 0;
        var mayBeRotation = false;
        Fetch(word);
        for (var i = from; i < 4; i++)
        {
            if (!word[i].IsZero)
            {
                Push(word, i);
                mayBeRotation |= word[i].MayBeRotation;
                if (count++ > 0)
                {
                    Il.Or();
                }
            }
        }

        if (count == 0)
        {
            Il.Number(0);
        }
        else if (mayBeRotation)
        {
            Il.UnknownZero();
            Il.Or();
        }
    }

    /// <summary>Pushes the address of a slot.</summary>
    internal void Address(int position, int index = 0)
    {
        Il.Get(Special.Top);
        if (position != 0 || index != 0)
        {
            Il.Distance(32 * position + 8 * index);
            Il.Add();
        }
    }

    /// <summary>Writes every word of the stack that is not there yet to its slot.</summary>
    internal void Flush() => Flush(Stack.Lowest);

    /// <summary>Writes the words from a position to the top to their slots, where they are not there yet.</summary>
    internal void Flush(int from)
    {
        for (var i = from; i <= Stack.Top; i++)
        {
            if (!ReferenceEquals(Stack.At(i), Stack.Stored(i)))
            {
                Overwrite(i);
            }
        }

        for (var i = from; i <= Stack.Top; i++)
        {
            var word = Stack.At(i);
            if (!ReferenceEquals(word, Stack.Stored(i)))
            {
                Write(word, i);
            }
        }
    }

    /// <summary>Prepares for a slot to be overwritten: a word that is only there, and on the stack elsewhere, is fetched.</summary>
    internal void Overwrite(int position)
    {
        if (Stack.Stored(position) is { } stored && Stack.IsElsewhere(stored, position))
        {
            for (var i = 0; i < 4; i++)
            {
                if (stored[i].Kind == LimbKind.Slot)
                {
                    Fetch(stored, i);
                }
            }
        }
    }

    /// <summary>Fetches what is still in memory and may be overwritten by a write of some length at a constant offset, or anywhere.</summary>
    internal void FetchFromMemory(ulong? writeAt, int length)
    {
        for (var position = Stack.Lowest; position <= Stack.Top; position++)
        {
            var word = Stack.At(position);
            for (var i = 0; i < 4; i++)
            {
                var limb = word[i];
                var isApart = writeAt is { } at && limb.Index == Limb.NoLocal && (limb.Number >= at + (ulong)length || limb.Number + 8 <= at);
                if (limb.Kind == LimbKind.Memory && !isApart)
                {
                    Fetch(word, i);
                }
            }
        }
    }

    /// <summary>Lets locals that no word needs be used again.</summary>
    internal void FreeLocals()
    {
        if (!Il.IsShortOfLocals)
        {
            return;
        }

        var needed = new HashSet<int>();
        for (var position = Stack.Lowest; position <= Stack.Top; position++)
        {
            Stack.At(position).AddLocals(needed);
        }

        Il.FreeLocalsBut(needed);
    }

    private void Write(Word word, int position)
    {
        var stored = Stack.Stored(position);
        for (var i = 0; i < 4; i++)
        {
            if (stored is not null && stored[i].IsConstant && stored[i] == word[i])
            {
                continue;
            }

            Fetch(word, i);
            Address(position, i);
            Push(word, i);
            Il.Store();
        }

        Stack.Store(position, word);
    }
}
