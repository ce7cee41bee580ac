using BenchmarkDotNet.Attributes;
using Cos.Crypto.Hashing;

namespace Cos.Benchmarks;

/// <summary>Keccak-256 of one message, and of a thousand independent ones side by side. Times are per message.</summary>
public class KeccakBenchmarks
{
    private const int Batch = 1_000;

    private readonly byte[] _digests = new byte[Batch * Keccak256.Size];
    private ReadOnlyMemory<byte>[] _messages = [];

    /// <summary>Bytes in a message: a trie key, the least that takes two blocks of the permutation, and a long one.</summary>
    [Params(32, 136, 1024)]
    public int Length { get; set; }

    /// <summary>Draws the messages.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _messages = new ReadOnlyMemory<byte>[Batch];
        for (var i = 0; i < Batch; i++)
        {
            var message = new byte[Length];
            random.NextBytes(message);
            _messages[i] = message;
        }
    }

    /// <summary>One after the other.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Batch)]
    public void OneByOne()
    {
        for (var i = 0; i < Batch; i++)
        {
            Keccak256.Hash(_messages[i].Span, _digests.AsSpan(i * Keccak256.Size, Keccak256.Size));
        }
    }

    /// <summary>In the vector lanes that this processor has.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public void InOneBatch() => Keccak256.HashBatch(_messages, _digests);
}
