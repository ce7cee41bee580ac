using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Compiler;

/// <summary>Bytecode while it is being generated: jumps whose destinations come later, and damage at the end.</summary>
internal sealed class Sketch(Random random)
{
    private static readonly byte[] Environment =
    [
        Op.Address, Op.Origin, Op.Caller, Op.CallValue, Op.CallDataSize, Op.CodeSize, Op.GasPrice, Op.ReturnDataSize, Op.Coinbase, Op.Timestamp, Op.Number, Op.PrevRandao, Op.GasLimit,
        Op.ChainId, Op.SelfBalance, Op.BaseFee, Op.BlobBaseFee, Op.Pc, Op.Msize, Op.Gas, Op.Gas,
    ];

    private readonly List<byte> _code = [];
    private readonly List<int> _holes = [];
    private readonly List<int> _destinations = [];

    /// <summary>Words on the stack, as far as can be told.</summary>
    public int Height { get; set; }

    public void Clear()
    {
        Height = 0;
        _code.Clear();
        _holes.Clear();
        _destinations.Clear();
    }

    /// <summary>The code, with the rest of its holes filled, and now and then broken.</summary>
    public byte[] Finish()
    {
        FillHoles();
        Damage();
        return [.. _code];
    }

    public void Emit(params ReadOnlySpan<byte> bytes) => _code.AddRange(bytes);

    public void Number(in UInt256 value)
    {
        var bytes = value.ToBigEndianMinimal();
        _code.Add((byte)(Op.Push0 + bytes.Length));
        _code.AddRange(bytes);
    }

    public int Hole()
    {
        var at = _code.Count;
        Emit(0, 0);
        return at;
    }

    /// <summary>A JUMPDEST; answers where it is.</summary>
    public int Land()
    {
        var here = _code.Count;
        _destinations.Add(here);
        Emit(Op.JumpDest);
        return here;
    }

    // Mostly the hole gets this place as its destination; else it stays for a random one.
    public void Land(int hole)
    {
        var here = _code.Count;
        _destinations.Add(here);
        Emit(Op.JumpDest);
        if (random.Next(40) == 0)
        {
            _holes.Add(hole);
        }

        Fill(hole, here);
    }

    public void JumpDestinations()
    {
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            _destinations.Add(_code.Count);
            Emit(Op.JumpDest);
        }
    }

    public void Push(byte op)
    {
        Emit(op);
        Height++;
    }

    public void EnvironmentWord() => Push(Environment[random.Next(Environment.Length)]);

    public void Need(int words)
    {
        while (Height < words && random.Next(150) != 0)
        {
            Value();
        }

        Height = Math.Max(Height, words);
    }

    public void Value()
    {
        switch (random.Next(9))
        {
            case 0: Number(0); break;
            case 1 or 2: Number((ulong)random.Next(256)); break;
            case 3: Number(UInt256.One << random.Next(256)); break;
            case 4: Number((UInt256.One << random.Next(257)) - UInt256.One); break;
            case 5: Number(UInt256.MaxValue - (ulong)random.Next(3)); break;
            case 6: Number(new UInt256(Bits(), Bits(), Bits(), Bits()) >> random.Next(256)); break;
            case 7: Number((ulong)(32 * random.Next(8))); Emit(random.Next(2) == 0 ? Op.CallDataLoad : Op.Mload); break;
            default: Emit(Environment[random.Next(Environment.Length)]); break;
        }

        Height++;
    }

    private ulong Bits() => unchecked((ulong)random.NextInt64() ^ (ulong)random.NextInt64() << 1);

    private void FillHoles()
    {
        foreach (var hole in _holes)
        {
            var destination = _destinations.Count == 0 ? random.Next(_code.Count + 2) : _destinations[random.Next(_destinations.Count)];
            Fill(hole, destination);
        }
    }

    private void Fill(int hole, int destination) => (_code[hole], _code[hole + 1]) = ((byte)(destination >> 8), (byte)(destination & 0xff));

    private void Damage()
    {
        for (var i = random.Next(8) == 0 ? random.Next(1, 5) : 0; i > 0; i--)
        {
            _code[random.Next(_code.Count)] = (byte)random.Next(256);
        }

        if (random.Next(20) == 0)
        {
            _code.RemoveRange(_code.Count / 2, _code.Count - _code.Count / 2);
        }
    }
}
