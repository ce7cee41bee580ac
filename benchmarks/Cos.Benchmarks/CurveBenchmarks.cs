using BenchmarkDotNet.Attributes;
using Cos.Crypto.Curves.Bls12381;
using Cos.Crypto.Curves.Bn254;

namespace Cos.Benchmarks;

/// <summary>The curves that contracts ask for, on their encodings, with every check of the points: what the precompiles 0x06 to 0x08 and 0x0a to 0x11 cost.</summary>
public class CurveBenchmarks
{
    private const int Points = 128;
    private readonly byte[] _bn254 = new byte[2 * Bn254Arithmetic.PointSize];
    private readonly byte[] _bn254Pairs = new byte[2 * Bn254Arithmetic.PairSize];
    private readonly byte[] _g1Terms = new byte[Points * (Bls12381Arithmetic.G1Size + Bls12381Arithmetic.FactorSize)];
    private readonly byte[] _g2Terms = new byte[Points * (Bls12381Arithmetic.G2Size + Bls12381Arithmetic.FactorSize)];
    private readonly byte[] _pairs = new byte[2 * Bls12381Arithmetic.PairSize];
    private readonly byte[] _number = new byte[2 * Bls12381Arithmetic.FieldSize];
    private readonly byte[] _output = new byte[Bls12381Arithmetic.G2Size];
    private readonly byte[] _factor = new byte[Bls12381Arithmetic.FactorSize];
    private readonly byte[] _commitment = new byte[PointEvaluation.PointSize];
    private readonly byte[] _proof = new byte[PointEvaluation.PointSize];

    /// <summary>Makes points and factors from a seed.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(381);
        random.NextBytes(_factor.AsSpan(1));
        byte[] twistGenerator = Convert.FromHexString(
            "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c21800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
            + "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa");
        byte[] generator = [.. new byte[31], 1, .. new byte[31], 2];
        for (var i = 0; i < 2; i++)
        {
            random.NextBytes(_factor.AsSpan(1));
            var point = _bn254.AsSpan(i * Bn254Arithmetic.PointSize, Bn254Arithmetic.PointSize);
            Require(Bn254Arithmetic.TryMultiply(generator, _factor, point));
            point.CopyTo(_bn254Pairs.AsSpan(i * Bn254Arithmetic.PairSize));
            twistGenerator.CopyTo(_bn254Pairs, i * Bn254Arithmetic.PairSize + Bn254Arithmetic.PointSize);
        }

        for (var i = 0; i < Points; i++)
        {
            random.NextBytes(_number.AsSpan(20, 44));
            Fill(_g1Terms, i, Bls12381Arithmetic.G1Size, random);
            Fill(_g2Terms, i, Bls12381Arithmetic.G2Size, random);
        }

        for (var i = 0; i < 2; i++)
        {
            var pair = _pairs.AsSpan(i * Bls12381Arithmetic.PairSize, Bls12381Arithmetic.PairSize);
            G1(i).CopyTo(pair);
            G2(i).CopyTo(pair[Bls12381Arithmetic.G1Size..]);
        }

        Compress(G1(0), _commitment);
        Compress(G1(1), _proof);
    }

    /// <summary>0x06.</summary>
    [Benchmark]
    public bool Bn254Add() => Require(Bn254Arithmetic.TryAdd(_bn254.AsSpan(0, Bn254Arithmetic.PointSize), _bn254.AsSpan(Bn254Arithmetic.PointSize), _output));

    /// <summary>0x07.</summary>
    [Benchmark]
    public bool Bn254Multiply() => Require(Bn254Arithmetic.TryMultiply(_bn254.AsSpan(0, Bn254Arithmetic.PointSize), _factor, _output));

    /// <summary>0x08 with two pairs.</summary>
    [Benchmark]
    public bool Bn254Pairing2() => Require(Bn254Arithmetic.TryCheckPairing(_bn254Pairs, out _));

    /// <summary>0x0a; the proof is of another polynomial, which takes as long.</summary>
    [Benchmark]
    public bool Kzg() => PointEvaluation.Verify(_commitment, _factor, _factor, _proof);

    /// <summary>0x0b.</summary>
    [Benchmark]
    public bool G1Add() => Require(Bls12381Arithmetic.TryAddG1(G1(0), G1(1), _output));

    /// <summary>0x0c with one point.</summary>
    [Benchmark]
    public bool G1Sum1() => Require(Bls12381Arithmetic.TrySumMultiplesG1(_g1Terms.AsSpan(0, _g1Terms.Length / Points), _output));

    /// <summary>0x0c with 128 points, where the discount ends.</summary>
    [Benchmark]
    public bool G1Sum128() => Require(Bls12381Arithmetic.TrySumMultiplesG1(_g1Terms, _output));

    /// <summary>0x0d.</summary>
    [Benchmark]
    public bool G2Add() => Require(Bls12381Arithmetic.TryAddG2(G2(0), G2(1), _output));

    /// <summary>0x0e with one point.</summary>
    [Benchmark]
    public bool G2Sum1() => Require(Bls12381Arithmetic.TrySumMultiplesG2(_g2Terms.AsSpan(0, _g2Terms.Length / Points), _output));

    /// <summary>0x0e with 128 points.</summary>
    [Benchmark]
    public bool G2Sum128() => Require(Bls12381Arithmetic.TrySumMultiplesG2(_g2Terms, _output));

    /// <summary>0x0f with one pair.</summary>
    [Benchmark]
    public bool Pairing1() => Require(Bls12381Arithmetic.TryCheckPairing(_pairs.AsSpan(0, Bls12381Arithmetic.PairSize), out _));

    /// <summary>0x0f with two pairs.</summary>
    [Benchmark]
    public bool Pairing2() => Require(Bls12381Arithmetic.TryCheckPairing(_pairs, out _));

    /// <summary>0x10.</summary>
    [Benchmark]
    public bool MapToG1() => Require(Bls12381Arithmetic.TryMapToG1(_number.AsSpan(0, Bls12381Arithmetic.FieldSize), _output));

    /// <summary>0x11.</summary>
    [Benchmark]
    public bool MapToG2() => Require(Bls12381Arithmetic.TryMapToG2(_number, _output));

    private ReadOnlySpan<byte> G1(int index) => _g1Terms.AsSpan(index * (Bls12381Arithmetic.G1Size + Bls12381Arithmetic.FactorSize), Bls12381Arithmetic.G1Size);

    private ReadOnlySpan<byte> G2(int index) => _g2Terms.AsSpan(index * (Bls12381Arithmetic.G2Size + Bls12381Arithmetic.FactorSize), Bls12381Arithmetic.G2Size);

    private void Fill(byte[] terms, int index, int pointSize, Random random)
    {
        var term = terms.AsSpan(index * (pointSize + Bls12381Arithmetic.FactorSize), pointSize + Bls12381Arithmetic.FactorSize);
        Require(pointSize == Bls12381Arithmetic.G1Size
            ? Bls12381Arithmetic.TryMapToG1(_number.AsSpan(0, Bls12381Arithmetic.FieldSize), term[..pointSize])
            : Bls12381Arithmetic.TryMapToG2(_number, term[..pointSize]));
        random.NextBytes(term[pointSize..]);
    }

    private static void Compress(ReadOnlySpan<byte> point, Span<byte> compressed)
    {
        point.Slice(Bls12381Arithmetic.FieldSize - compressed.Length, compressed.Length).CopyTo(compressed);
        compressed[0] |= 0x80;
    }

    private static bool Require(bool isDone) => isDone ? isDone : throw new InvalidDataException("a point was refused");
}
