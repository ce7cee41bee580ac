using BenchmarkDotNet.Attributes;
using Cos.Primitives;
using Cos.Primitives.Transactions;

namespace Cos.Benchmarks;

/// <summary>What a node does with the bytes of a transfer before the pool sees it.</summary>
public class TransactionDecodeBenchmarks
{
    private byte[] _credit = [];
    private byte[] _token = [];
    private Transaction? _decoded;

    /// <summary>Signs one transfer of each kind.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var chain = new TransferChain();
        _credit = chain.OfCredit(0)[0].Transaction.Encoded.ToArray();
        _token = chain.OfTokens(0)[0].Transaction.Encoded.ToArray();
        _decoded = Decode(_credit);
    }

    /// <summary>A transfer of credit, type 2.</summary>
    [Benchmark]
    public object DecodeCredit() => Decode(_credit);

    /// <summary>A transfer of a token, type 2 with 68 bytes of call data.</summary>
    [Benchmark]
    public object DecodeToken() => Decode(_token);

    /// <summary>The same with its hash, which is made on first use.</summary>
    [Benchmark]
    public object DecodeAndHash() => Decode(_credit).Hash;

    /// <summary>The sender: the hash that was signed, the recovery, and the hash of the key.</summary>
    [Benchmark]
    public bool RecoverSender() => SenderRecovery.TryRecover(_decoded!, out _);

    private static Transaction Decode(byte[] encoded)
    {
        Invariant.Require(TransactionCodec.TryDecode(encoded, out var transaction, out _), "a signed transaction decodes");
        return transaction;
    }
}
