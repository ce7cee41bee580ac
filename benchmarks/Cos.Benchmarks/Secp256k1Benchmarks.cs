using BenchmarkDotNet.Attributes;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;

namespace Cos.Benchmarks;

/// <summary>Recovery of a transaction's signer: the shared library, and the managed code that a machine without it runs.</summary>
public class Secp256k1Benchmarks
{
    private readonly ManagedSecp256k1 _managed = new();
    private readonly byte[] _hash = Keccak256.Hash("a message"u8);
    private readonly byte[] _signature = new byte[Secp256k1.SignatureSize];
    private readonly byte[] _expected = new byte[Secp256k1.PublicKeySize];
    private readonly byte[] _key = new byte[Secp256k1.PublicKeySize];
    private NativeSecp256k1? _native;
    private int _recoveryId;

    /// <summary>Signs a message, and checks that both recover its signer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _native = NativeSecp256k1.TryLoad();
        var secret = Keccak256.Hash("a key"u8);
        Secp256k1.Sign(_hash, secret, _signature, out _recoveryId);
        Secp256k1.TryPublicKey(secret, _expected);
        Check(RecoverManaged());
        if (_native is not null) Check(RecoverNative());
    }

    /// <summary>libsecp256k1; fails where the library is not installed.</summary>
    [Benchmark(Baseline = true)]
    public bool RecoverNative() =>
        (_native ?? throw new DllNotFoundException("libsecp256k1 is not installed")).TryRecover(_hash, _signature, _recoveryId, _key);

    /// <summary>The fallback.</summary>
    [Benchmark]
    public bool RecoverManaged() => _managed.TryRecover(_hash, _signature, _recoveryId, _key);

    private void Check(bool isRecovered)
    {
        if (!isRecovered || !_key.AsSpan().SequenceEqual(_expected)) throw new InvalidDataException("another signer was recovered");
        Array.Clear(_key);
    }
}
