using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cos.Crypto.Signatures;

/// <summary>P-256 over OpenSSL's libcrypto, which the platform loads anyway for TLS.</summary>
/// <remarks>
/// The platform's own ECDsa class checks the order of every imported key, a second multiplication that the curve does not need
/// (its cofactor is one), so that one verification takes three times as long as here. The group is shared by all threads and only read.
/// </remarks>
internal sealed unsafe class NativeP256 : IP256Library
{
    private const int NidPrime256V1 = 415;

    // The name without a version is left out: it may be another library's (LibreSSL), and macOS ends a process that asks for it.
    private static readonly string[] Names = ["libcrypto.so.3", "libcrypto.so.1.1"];

    private readonly nint _group;
    private readonly nint _order;
    private readonly delegate* unmanaged<nint> _newContext;
    private readonly delegate* unmanaged<nint, void> _freeContext;
    private readonly delegate* unmanaged<nint, void> _startContext;
    private readonly delegate* unmanaged<nint, void> _endContext;
    private readonly delegate* unmanaged<nint, nint> _getNumber;
    private readonly delegate* unmanaged<byte*, int, nint, nint> _readNumber;
    private readonly delegate* unmanaged<nint, nint, nint, nint, nint> _invert;
    private readonly delegate* unmanaged<nint, nint, nint, nint, nint, int> _multiply;
    private readonly delegate* unmanaged<nint, nint, nint, nint, int> _reduce;
    private readonly delegate* unmanaged<nint, nint, int> _compare;
    private readonly delegate* unmanaged<nint, nint> _newPoint;
    private readonly delegate* unmanaged<nint, void> _freePoint;
    private readonly delegate* unmanaged<nint, nint, nint, nint, nint, int> _setPoint;
    private readonly delegate* unmanaged<nint, nint, nint, nint, nint, int> _getPoint;
    private readonly delegate* unmanaged<nint, nint, nint, nint, nint, nint, int> _sumOfProducts;
    private readonly delegate* unmanaged<void> _clearErrors;

    private NativeP256(string name, nint library, nint group)
    {
        Description = $"{name}, native";
        nint Function(string function) => NativeLibrary.GetExport(library, function);
        _newContext = (delegate* unmanaged<nint>)Function("BN_CTX_new");
        _freeContext = (delegate* unmanaged<nint, void>)Function("BN_CTX_free");
        _startContext = (delegate* unmanaged<nint, void>)Function("BN_CTX_start");
        _endContext = (delegate* unmanaged<nint, void>)Function("BN_CTX_end");
        _getNumber = (delegate* unmanaged<nint, nint>)Function("BN_CTX_get");
        _readNumber = (delegate* unmanaged<byte*, int, nint, nint>)Function("BN_bin2bn");
        _invert = (delegate* unmanaged<nint, nint, nint, nint, nint>)Function("BN_mod_inverse");
        _multiply = (delegate* unmanaged<nint, nint, nint, nint, nint, int>)Function("BN_mod_mul");
        _reduce = (delegate* unmanaged<nint, nint, nint, nint, int>)Function("BN_nnmod");
        _compare = (delegate* unmanaged<nint, nint, int>)Function("BN_cmp");
        _newPoint = (delegate* unmanaged<nint, nint>)Function("EC_POINT_new");
        _freePoint = (delegate* unmanaged<nint, void>)Function("EC_POINT_free");
        _setPoint = (delegate* unmanaged<nint, nint, nint, nint, nint, int>)Function("EC_POINT_set_affine_coordinates");
        _getPoint = (delegate* unmanaged<nint, nint, nint, nint, nint, int>)Function("EC_POINT_get_affine_coordinates");
        _sumOfProducts = (delegate* unmanaged<nint, nint, nint, nint, nint, nint, int>)Function("EC_POINT_mul");
        _clearErrors = (delegate* unmanaged<void>)Function("ERR_clear_error");
        _group = group;
        _order = ((delegate* unmanaged<nint, nint>)Function("EC_GROUP_get0_order"))(group);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>Loads the library, or returns null when this machine has none with the curve.</summary>
    public static NativeP256? TryLoad()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, typeof(NativeP256).Assembly, null, out var library)
                && NativeLibrary.TryGetExport(library, "EC_POINT_set_affine_coordinates", out _)
                && NativeLibrary.TryGetExport(library, "EC_GROUP_new_by_curve_name", out var newGroup)
                && ((delegate* unmanaged<int, nint>)newGroup)(NidPrime256V1) is not 0 and var group)
            {
                return new NativeP256(name, library, group);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> r32, ReadOnlySpan<byte> s32, ReadOnlySpan<byte> x32, ReadOnlySpan<byte> y32)
    {
        var context = _newContext();
        var key = _newPoint(_group);
        var point = _newPoint(_group);
        if (context == 0 || key == 0 || point == 0)
        {
            throw new CryptographicException("libcrypto has no memory for a verification.");
        }

        _startContext(context);
        var u1 = Read(hash32, context);
        var r = Read(r32, context);
        var u2 = _getNumber(context);
        var inverse = Read(s32, context);
        var x = Read(x32, context);
        var y = Read(y32, context);

        // Each step answers 1, or fails: setting a point refuses one off the curve, reading one refuses infinity.
        var valid = _setPoint(_group, key, x, y, context) == 1
            && _invert(inverse, inverse, _order, context) != 0
            && _multiply(u1, u1, inverse, _order, context) == 1
            && _multiply(u2, r, inverse, _order, context) == 1
            && _sumOfProducts(_group, point, u1, key, u2, context) == 1
            && _getPoint(_group, point, x, 0, context) == 1
            && _reduce(x, x, _order, context) == 1
            && _compare(x, r) == 0;

        _endContext(context);
        _freeContext(context);
        _freePoint(key);
        _freePoint(point);
        if (!valid)
        {
            // The queue of errors belongs to the thread; the platform's TLS must not find ours there.
            _clearErrors();
        }

        return valid;
    }

    private nint Read(ReadOnlySpan<byte> number, nint context)
    {
        var target = _getNumber(context);
        fixed (byte* source = number)
        {
            return _readNumber(source, number.Length, target);
        }
    }
}
