using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests;

/// <summary>Bytecode written by hand: `new Program().Push(2).Push(1).Then(Op.Add).Bytes`.</summary>
internal sealed class Program
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public int Length => _bytes.Count;

    public Program Then(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public Program Push(in UInt256 value)
    {
        var minimal = value.ToBigEndianMinimal();
        _bytes.Add((byte)(Op.Push0 + minimal.Length));
        _bytes.AddRange(minimal);
        return this;
    }

    public Program Push(in Address address) => Push(address.ToWord());

    /// <summary>Pushes operands so that the first is on top.</summary>
    public Program Operands(params ReadOnlySpan<UInt256> values)
    {
        for (var i = values.Length - 1; i >= 0; i--)
        {
            Push(values[i]);
        }

        return this;
    }

    /// <summary>Returns the top word.</summary>
    public Program ReturnTop() => Push(0).Then(Op.Mstore).Push(32).Push(0).Then(Op.Return);

    /// <summary>A call of a kind with an empty input and output; leaves success on the stack.</summary>
    public Program Call(byte op, in Address to, in UInt256 gas, in UInt256 value)
    {
        Push(0).Push(0).Push(0).Push(0);
        if (op is Op.Call or Op.CallCode)
        {
            Push(value);
        }

        return Push(to).Push(gas).Then(op);
    }

    /// <summary>Writes code of at most 32 bytes to memory and creates a contract with it as initialisation code; leaves the address on the stack.</summary>
    public Program Create(ReadOnlySpan<byte> initCode, in UInt256 value)
    {
        Span<byte> word = stackalloc byte[32];
        initCode.CopyTo(word);
        return Push(UInt256.FromBigEndian(word)).Push(0).Then(Op.Mstore).Push((ulong)initCode.Length).Push(0).Push(value).Then(Op.Create);
    }
}
