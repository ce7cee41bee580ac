using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cos.Crypto.Signatures;

/// <summary>The functions of libsodium that NSec does not expose; the library is the one that comes with NSec's package.</summary>
/// <remarks>Every function returns 0 when it succeeds. Points and scalars are 32 bytes, little-endian; callers check lengths.</remarks>
internal static partial class Libsodium
{
    private const string Name = "libsodium";

    static Libsodium()
    {
        if (Initialize() < 0)
        {
            throw new CryptographicException("libsodium could not be initialized.");
        }
    }

    /// <summary>Verifies an Ed25519 signature over a message of the given length.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_sign_verify_detached")]
    public static partial int VerifyDetached(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> publicKey);

    /// <summary>1 when the point is canonical, on the curve, in the main subgroup and not of small order.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_core_ed25519_is_valid_point")]
    public static partial int IsValidPoint(ReadOnlySpan<byte> point);

    /// <summary>p + q for any two points on the curve; fails when one is not.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_core_ed25519_add")]
    public static partial int Add(Span<byte> result, ReadOnlySpan<byte> p, ReadOnlySpan<byte> q);

    /// <summary>p - q for any two points on the curve; fails when one is not.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_core_ed25519_sub")]
    public static partial int Subtract(Span<byte> result, ReadOnlySpan<byte> p, ReadOnlySpan<byte> q);

    /// <summary>Scalar times a point of the main subgroup, in constant time; fails for other points and for a zero scalar.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_scalarmult_ed25519_noclamp")]
    public static partial int Multiply(Span<byte> result, ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point);

    /// <summary>Scalar times the base point, in constant time; fails for a zero scalar.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_scalarmult_ed25519_base_noclamp")]
    public static partial int MultiplyBase(Span<byte> result, ReadOnlySpan<byte> scalar);

    /// <summary>Reduces 64 bytes modulo the group order.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_core_ed25519_scalar_reduce")]
    public static partial void ReduceScalar(Span<byte> result32, ReadOnlySpan<byte> scalar64);

    /// <summary>x + y modulo the group order.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_core_ed25519_scalar_add")]
    public static partial void AddScalars(Span<byte> result, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y);

    /// <summary>x times y modulo the group order.</summary>
    [LibraryImport(Name, EntryPoint = "crypto_core_ed25519_scalar_mul")]
    public static partial void MultiplyScalars(Span<byte> result, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y);

    [LibraryImport(Name, EntryPoint = "sodium_init")]
    private static partial int Initialize();
}
