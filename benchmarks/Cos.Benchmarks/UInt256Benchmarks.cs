using BenchmarkDotNet.Attributes;
using Cos.Primitives.Values;

namespace Cos.Benchmarks;

/// <summary>256-bit arithmetic over random operands. Times are per operation and include reading two or three operands and writing the result.</summary>
public class UInt256Benchmarks
{
    private const int Operands = 1_024;

    private readonly UInt256[] _left = new UInt256[Operands];
    private readonly UInt256[] _right = new UInt256[Operands];
    private readonly UInt256[] _moduli = new UInt256[Operands];
    private readonly UInt256[] _results = new UInt256[Operands];

    /// <summary>Limbs of 64 bits in the right operand; the left one has four, and so has the modulus.</summary>
    [Params(1, 2, 3, 4)]
    public int Limbs { get; set; }

    /// <summary>Draws the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Operands; i++)
        {
            _left[i] = Draw(random, 4);
            _right[i] = Draw(random, Limbs);
            _moduli[i] = Draw(random, 4);
        }
    }

    /// <summary>Modulo 2^256.</summary>
    [Benchmark(OperationsPerInvoke = Operands)]
    public void Add()
    {
        for (var i = 0; i < Operands; i++) _results[i] = _left[i] + _right[i];
    }

    /// <summary>Modulo 2^256.</summary>
    [Benchmark(OperationsPerInvoke = Operands)]
    public void Multiply()
    {
        for (var i = 0; i < Operands; i++) _results[i] = _left[i] * _right[i];
    }

    /// <summary>The quotient.</summary>
    [Benchmark(OperationsPerInvoke = Operands)]
    public void Divide()
    {
        for (var i = 0; i < Operands; i++) _results[i] = UInt256.Divide(in _left[i], in _right[i]);
    }

    /// <summary>A product of up to 512 bits by a modulus of 256, which changes each time.</summary>
    [Benchmark(OperationsPerInvoke = Operands)]
    public void MulMod()
    {
        for (var i = 0; i < Operands; i++) _results[i] = UInt256.MulMod(in _left[i], in _right[i], in _moduli[i]);
    }

    private static UInt256 Draw(Random random, int limbs)
    {
        Span<byte> bytes = stackalloc byte[limbs * sizeof(ulong)];
        random.NextBytes(bytes);
        bytes[0] |= 0x40; // the top limb is never zero
        return UInt256.FromBigEndian(bytes);
    }
}
