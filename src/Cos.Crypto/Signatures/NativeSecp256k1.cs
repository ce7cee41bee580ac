using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cos.Crypto.Signatures;

/// <summary>libsecp256k1, called through the addresses of its functions, so that a build without the recovery module is refused at start.</summary>
/// <remarks>
/// One context serves every thread: it is randomized before anybody can see it and only read afterwards, which the library allows.
/// No call passes what the library calls an illegal argument (it would abort the process): pointers are never null, ids are in [0, 3],
/// parsed objects come from its own parsers. Numbers out of range are no illegal arguments; the library answers 0.
/// Measured beside the managed fallback by Secp256k1Benchmarks.
/// </remarks>
internal sealed unsafe class NativeSecp256k1 : ISecp256k1Library
{
    private const uint ContextSignAndVerify = 0x301;
    private const uint Uncompressed = 2;
    private const int UncompressedSize = 65;
    private const byte UncompressedPrefix = 4;
    private const int ObjectSize = 64;
    private const int RecoverableSize = 65;
    private const int SeedSize = 32;

    private static readonly string[] Names =
        ["libsecp256k1.so.1", "libsecp256k1.so.2", "libsecp256k1.so.5", "libsecp256k1.so.6", "libsecp256k1.so.0", "libsecp256k1"];

    private readonly nint _context;
    private readonly delegate* unmanaged<nint, byte*, byte*, nuint, int> _parseKey;
    private readonly delegate* unmanaged<nint, byte*, nuint*, byte*, uint, int> _serializeKey;
    private readonly delegate* unmanaged<nint, byte*, byte*, int> _createKey;
    private readonly delegate* unmanaged<nint, byte*, byte*, int> _parseSignature;
    private readonly delegate* unmanaged<nint, byte*, byte*, byte*, int> _verify;
    private readonly delegate* unmanaged<nint, byte*, byte*, int, int> _parseRecoverable;
    private readonly delegate* unmanaged<nint, byte*, int*, byte*, int> _serializeRecoverable;
    private readonly delegate* unmanaged<nint, byte*, byte*, byte*, nint, nint, int> _signRecoverable;
    private readonly delegate* unmanaged<nint, byte*, byte*, byte*, int> _recover;

    private NativeSecp256k1(string name, nint library)
    {
        Description = $"{name}, native";
        nint Function(string function) => NativeLibrary.GetExport(library, "secp256k1_" + function);
        _parseKey = (delegate* unmanaged<nint, byte*, byte*, nuint, int>)Function("ec_pubkey_parse");
        _serializeKey = (delegate* unmanaged<nint, byte*, nuint*, byte*, uint, int>)Function("ec_pubkey_serialize");
        _createKey = (delegate* unmanaged<nint, byte*, byte*, int>)Function("ec_pubkey_create");
        _parseSignature = (delegate* unmanaged<nint, byte*, byte*, int>)Function("ecdsa_signature_parse_compact");
        _verify = (delegate* unmanaged<nint, byte*, byte*, byte*, int>)Function("ecdsa_verify");
        _parseRecoverable = (delegate* unmanaged<nint, byte*, byte*, int, int>)Function("ecdsa_recoverable_signature_parse_compact");
        _serializeRecoverable = (delegate* unmanaged<nint, byte*, int*, byte*, int>)Function("ecdsa_recoverable_signature_serialize_compact");
        _signRecoverable = (delegate* unmanaged<nint, byte*, byte*, byte*, nint, nint, int>)Function("ecdsa_sign_recoverable");
        _recover = (delegate* unmanaged<nint, byte*, byte*, byte*, int>)Function("ecdsa_recover");
        var create = (delegate* unmanaged<uint, nint>)Function("context_create");
        var randomize = (delegate* unmanaged<nint, byte*, int>)Function("context_randomize");

        _context = create(ContextSignAndVerify);
        var seed = stackalloc byte[SeedSize];
        RandomNumberGenerator.Fill(new Span<byte>(seed, SeedSize));
        if (_context == 0 || randomize(_context, seed) != 1)
        {
            throw new CryptographicException($"{name} could not make a signing context.");
        }

        CryptographicOperations.ZeroMemory(new Span<byte>(seed, SeedSize));
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>Loads the library, or returns null when this machine has none with the recovery module.</summary>
    public static NativeSecp256k1? TryLoad()
    {
        foreach (var name in Names)
        {
            if (!NativeLibrary.TryLoad(name, typeof(NativeSecp256k1).Assembly, null, out var library))
            {
                continue;
            }

            if (NativeLibrary.TryGetExport(library, "secp256k1_ecdsa_recover", out _))
            {
                return new NativeSecp256k1(name, library);
            }

            NativeLibrary.Free(library);
        }

        return null;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool TryRecover(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> rs64, int recoveryId, Span<byte> publicKey64)
    {
        var signature = stackalloc byte[RecoverableSize];
        var key = stackalloc byte[ObjectSize];
        fixed (byte* hash = hash32, rs = rs64)
        {
            return _parseRecoverable(_context, signature, rs, recoveryId) == 1
                && _recover(_context, key, signature, hash) == 1
                && TrySerialize(key, publicKey64);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool TrySign(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, Span<byte> rs64, out int recoveryId)
    {
        var signature = stackalloc byte[RecoverableSize];
        var id = 0;
        bool done;
        fixed (byte* hash = hash32, secret = privateKey32, rs = rs64)
        {
            // A null nonce function is the library's own, RFC 6979; it also lowers s.
            done = _signRecoverable(_context, signature, hash, secret, 0, 0) == 1
                && _serializeRecoverable(_context, rs, &id, signature) == 1;
        }

        recoveryId = id;
        return done;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool TryPublicKey(ReadOnlySpan<byte> privateKey32, Span<byte> publicKey64)
    {
        var key = stackalloc byte[ObjectSize];
        fixed (byte* secret = privateKey32)
        {
            return _createKey(_context, key, secret) == 1 && TrySerialize(key, publicKey64);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool Verify(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> rs64, ReadOnlySpan<byte> publicKey64)
    {
        var encoded = stackalloc byte[UncompressedSize];
        encoded[0] = UncompressedPrefix;
        publicKey64.CopyTo(new Span<byte>(encoded + 1, UncompressedSize - 1));
        var key = stackalloc byte[ObjectSize];
        var signature = stackalloc byte[ObjectSize];
        fixed (byte* hash = hash32, rs = rs64)
        {
            return _parseKey(_context, key, encoded, UncompressedSize) == 1
                && _parseSignature(_context, signature, rs) == 1
                && _verify(_context, signature, hash, key) == 1;
        }
    }

    private bool TrySerialize(byte* key, Span<byte> publicKey64)
    {
        var encoded = stackalloc byte[UncompressedSize];
        nuint length = UncompressedSize;
        var done = _serializeKey(_context, encoded, &length, key, Uncompressed) == 1;
        new ReadOnlySpan<byte>(encoded + 1, UncompressedSize - 1).CopyTo(publicKey64);
        return done;
    }
}
