using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Fuzzing.Programs;

/// <summary>Bytecode under construction: knows the stack's height and patches jumps to places that are not yet written.</summary>
public sealed class CodeWriter
{
    private readonly List<byte> _bytes = [];
    private readonly List<(int At, int Label)> _jumps = [];
    private readonly List<int> _labels = [];

    /// <summary>Words on the stack where the writer is, if nothing went wrong before.</summary>
    public int Height { get; set; }

    /// <summary>Bytes written.</summary>
    public int Length => _bytes.Count;

    /// <summary>Writes instructions and keeps the height by the opcode table.</summary>
    public CodeWriter Then(params ReadOnlySpan<byte> ops)
    {
        foreach (var op in ops)
        {
            var row = OpcodeTable.Of(op);
            Height += row.Pushes - row.Pops;
            _bytes.Add(op);
        }

        return this;
    }

    /// <summary>Pushes a word in as few bytes as it needs.</summary>
    public CodeWriter Push(in UInt256 value)
    {
        var minimal = value.ToBigEndianMinimal();
        Then((byte)(Op.Push0 + minimal.Length));
        _bytes.AddRange(minimal);
        return this;
    }

    /// <summary>A place that jumps can name before it is written.</summary>
    public int NewLabel()
    {
        _labels.Add(-1);
        return _labels.Count - 1;
    }

    /// <summary>Pushes a place, two bytes wide.</summary>
    public CodeWriter PushLabel(int label)
    {
        Then(Op.Push2);
        _jumps.Add((_bytes.Count, label));
        _bytes.AddRange([0, 0]);
        return this;
    }

    /// <summary>The place is here, with so many words on the stack.</summary>
    public CodeWriter Land(int label, int height)
    {
        _labels[label] = _bytes.Count;
        Height = height;
        return Then(Op.JumpDest);
    }

    /// <summary>Raw bytes, whatever they do.</summary>
    public CodeWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>The code, its jumps patched.</summary>
    public byte[] ToCode()
    {
        byte[] code = [.. _bytes];
        foreach (var (at, label) in _jumps)
        {
            var target = _labels[label];
            (code[at], code[at + 1]) = ((byte)(target >> 8), unchecked((byte)target));
        }

        return code;
    }
}
