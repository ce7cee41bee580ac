using System.Runtime.InteropServices;

namespace Cos.Crypto.Curves;

/// <summary>libgmp, ten to twenty times faster than what managed code does.</summary>
internal sealed unsafe class NativeModExp : IModExpLibrary
{
    private const int MostSignificantFirst = 1;
    private const int BigEndian = 1;

    private static readonly string[] Names = ["libgmp.so.10", "libgmp"];

    private readonly delegate* unmanaged<Integer*, void> _initialize;
    private readonly delegate* unmanaged<Integer*, void> _clear;
    private readonly delegate* unmanaged<Integer*, nuint, int, nuint, int, nuint, byte*, void> _import;
    private readonly delegate* unmanaged<byte*, nuint*, int, nuint, int, nuint, Integer*, void*> _export;
    private readonly delegate* unmanaged<Integer*, nuint, nuint> _sizeInBase;
    private readonly delegate* unmanaged<Integer*, Integer*, Integer*, Integer*, void> _power;

    private NativeModExp(string name, nint library)
    {
        Description = $"{name}, native";
        nint Function(string function) => NativeLibrary.GetExport(library, "__gmpz_" + function);
        _initialize = (delegate* unmanaged<Integer*, void>)Function("init");
        _clear = (delegate* unmanaged<Integer*, void>)Function("clear");
        _import = (delegate* unmanaged<Integer*, nuint, int, nuint, int, nuint, byte*, void>)Function("import");
        _export = (delegate* unmanaged<byte*, nuint*, int, nuint, int, nuint, Integer*, void*>)Function("export");
        _sizeInBase = (delegate* unmanaged<Integer*, nuint, nuint>)Function("sizeinbase");
        _power = (delegate* unmanaged<Integer*, Integer*, Integer*, Integer*, void>)Function("powm");
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <summary>Loads the library, or returns null when this machine has none.</summary>
    public static NativeModExp? TryLoad()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, typeof(NativeModExp).Assembly, null, out var library))
            {
                return new NativeModExp(name, library);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Compute(ReadOnlySpan<byte> baseBytes, ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> modulus, Span<byte> result)
    {
        Integer number, power, divisor;
        Import(&number, baseBytes);
        Import(&power, exponent);
        Import(&divisor, modulus);

        _power(&number, &number, &power, &divisor);

        // The export writes as many bytes as the number has, none for zero; a remainder has no more than the modulus.
        if (number.Size != 0)
        {
            var length = (int)((_sizeInBase(&number, 2) + 7) / 8);
            fixed (byte* target = result[^length..])
            {
                _export(target, null, MostSignificantFirst, 1, BigEndian, 0, &number);
            }
        }

        _clear(&number);
        _clear(&power);
        _clear(&divisor);
    }

    private void Import(Integer* number, ReadOnlySpan<byte> bigEndian)
    {
        _initialize(number);
        fixed (byte* source = bigEndian)
        {
            _import(number, (nuint)bigEndian.Length, MostSignificantFirst, 1, BigEndian, 0, source);
        }
    }

    /// <summary>GMP's <c>mpz_t</c>; the memory behind it belongs to GMP until it is cleared.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Integer
    {
        public int Allocated;
        public int Size;
        public nint Limbs;
    }
}
