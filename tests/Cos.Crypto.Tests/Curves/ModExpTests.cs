using System.Numerics;
using Cos.Crypto.Curves;
using CsCheck;

namespace Cos.Crypto.Tests.Curves;

public sealed class ModExpTests
{
    private static readonly IModExpLibrary[] Backends = NativeModExp.TryLoad() is { } native ? [native, new ManagedModExp()] : [new ManagedModExp()];

    private static readonly string[] Edges =
    [
        "", "00", "01", "02", "03", "04", "0000", "0001", "0005", "ff", "0100", "010001", "fffffffffffffffb",
        "8000000000000000", "ffffffffffffffff", "010000000000000000", "010000000000000001", "0000000000000000ffffffffffffffff",
        "0fffffffffffffffffffffffffffffff", "80000000000000000000000000000000", "ffffffffffffffffffffffffffffffff", "018000000000000000000000000000000000",
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", "0000000000000000000000000000000000000000000000000000000000000006",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000000000000000000000000000",
    ];

    private static readonly Gen<byte[]> Numbers = Gen.Select(Gen.Byte.Array[0, 70], Gen.Int[0, 20], (bytes, zeros) =>
    {
        // Trailing zeros make even moduli with a large power of two; leading zeros make short numbers in long fields.
        bytes.AsSpan(Math.Max(0, bytes.Length - zeros)).Clear();
        return bytes;
    });

    [Test]
    public void Agrees_with_the_reference_on_every_edge()
    {
        foreach (var number in Edges)
        {
            foreach (var exponent in Edges)
            {
                foreach (var modulus in Edges)
                {
                    Check(Convert.FromHexString(number), Convert.FromHexString(exponent), Convert.FromHexString(modulus));
                }
            }
        }
    }

    [Test]
    public void Agrees_with_the_reference_on_random_numbers() =>
        Gen.Select(Numbers, Gen.Byte.Array[0, 24], Numbers).Sample((number, exponent, modulus) => Check(number, exponent, modulus), iter: 2000);

    [TestCase(128)]
    [TestCase(1024)]
    public void Agrees_with_the_reference_on_long_numbers(int length)
    {
        var number = Pattern(length, 3);
        var modulus = Pattern(length, 5);
        Check(number, [1, 0, 1], modulus);
        modulus[^1] |= 1;
        Check(number, [1, 0, 1], modulus);
        modulus.AsSpan(length / 2).Clear();
        Check(number, [1, 0, 1], modulus);
    }

    // EIP-198's first example: Fermat's little theorem for the prime of secp256k1.
    [Test]
    public void Gives_the_example_of_eip_198()
    {
        var prime = Convert.FromHexString("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
        var exponent = Convert.FromHexString("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2e");
        var result = new byte[32];
        ModExp.Compute([3], exponent, prime, result);
        Assert.That(result, Is.EqualTo((byte[])[.. new byte[31], 1]));
        Assert.That(ModExp.BackendDescription, Is.Not.Empty);
    }

    [Test]
    public void Overwrites_what_the_destination_held()
    {
        byte[] result = [9, 9, 9];
        ModExp.Compute([5], [1], [0, 0, 7], result);
        Assert.That(result, Is.EqualTo((byte[])[0, 0, 5]));
        ModExp.Compute([5], [1], [0, 0, 0], result);
        Assert.That(result, Is.EqualTo(new byte[3]));
    }

    [Test]
    public void Refuses_a_destination_of_another_length() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ModExp.Compute([5], [1], [7], new byte[2]));

    private static void Check(byte[] number, byte[] exponent, byte[] modulus)
    {
        var divisor = Parse(modulus);
        var expected = new byte[modulus.Length];
        if (!divisor.IsZero)
        {
            var bytes = BigInteger.ModPow(Parse(number), Parse(exponent), divisor).ToByteArray(true, true);
            bytes.CopyTo(expected.AsSpan(expected.Length - bytes.Length));
        }

        var words = $"{Convert.ToHexString(number)} ^ {Convert.ToHexString(exponent)} mod {Convert.ToHexString(modulus)}";
        var result = new byte[modulus.Length];
        ModExp.Compute(number, exponent, modulus, result);
        Assert.That(result, Is.EqualTo(expected), words);
        if (divisor <= 1)
        {
            return;
        }

        foreach (var backend in Backends)
        {
            // A backend sees numbers without leading zeros.
            var stripped = divisor.ToByteArray(true, true);
            var direct = new byte[stripped.Length];
            backend.Compute(number.AsSpan().TrimStart((byte)0), exponent.AsSpan().TrimStart((byte)0), stripped, direct);
            Assert.That(direct, Is.EqualTo(expected.AsSpan(expected.Length - direct.Length).ToArray()), $"{backend.Description}: {words}");
        }
    }

    private static BigInteger Parse(byte[] bigEndian) => new(bigEndian, true, true);

    private static byte[] Pattern(int length, int step)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((171 + (i * i * step) + (i >> 3)) & 0xff);
        }

        return bytes;
    }
}
