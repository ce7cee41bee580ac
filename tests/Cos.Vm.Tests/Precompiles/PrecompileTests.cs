using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Primitives.Values;
using Cos.Vm.Precompiles;

namespace Cos.Vm.Tests.Precompiles;

public sealed class PrecompileTests
{
    [Test]
    public void Lists_the_18_of_osaka() =>
        Assert.That(PrecompileTable.Addresses, Is.EqualTo(Enumerable.Range(1, 0x11).Append(0x100).Select(n => Address.FromLow((ulong)n))));

    [TestCase(0x00UL)]
    [TestCase(0x12UL)]
    [TestCase(0xffUL)]
    [TestCase(0x101UL)]
    [TestCase(0x10001UL)]
    [TestCase(1UL << 32 | 1)]
    public void Knows_no_others(ulong address) => Assert.That(PrecompileTable.IsPrecompile(Address.FromLow(address)), Is.False);

    [TestCase(0x0cUL)]
    [TestCase(0x0eUL)]
    [TestCase(0x0fUL)]
    public void Refuses_to_sum_or_pair_nothing(ulong address) => Assert.That(Run(address, []).Halt, Is.EqualTo(Halt.PrecompileFailure));

    [Test]
    public void Verifies_a_proof_of_a_blob_with_the_versioned_hash_of_its_commitment()
    {
        // The commitment to zero is infinity, and so is its proof.
        byte[] infinity = [0xc0, .. new byte[47]];
        var hash = System.Security.Cryptography.SHA256.HashData(infinity);
        hash[0] = 1;
        byte[] input = [.. hash, .. new byte[64], .. infinity, .. infinity];
        var result = Run(0x0a, input, 50_000);
        Assert.That((result.Halt, result.GasLeft), Is.EqualTo((Halt.Success, 0UL)));
        Assert.That(Convert.ToHexStringLower(result.Output.Span), Is.EqualTo(
            "000000000000000000000000000000000000000000000000000000000000100073eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"));
        Assert.That(Run(0x0a, input, 49_999).Halt, Is.EqualTo(Halt.OutOfGas));
        input[0] = 2;
        Assert.That(Run(0x0a, input, 50_000).Halt, Is.EqualTo(Halt.PrecompileFailure));
        (input[0], input[95]) = (1, 1);
        Assert.That(Run(0x0a, input, 50_000).Halt, Is.EqualTo(Halt.PrecompileFailure));
    }

    [Test]
    public void Recovers_a_signer()
    {
        var key = Keccak256.Hash([1]);
        var digest = Keccak256.Hash([2]);
        Span<byte> signature = stackalloc byte[64];
        Secp256k1.Sign(digest, key, signature, out var recovery);
        Span<byte> publicKey = stackalloc byte[64];
        Secp256k1.TryPublicKey(key, publicKey);
        var input = new byte[128];
        digest.CopyTo(input, 0);
        input[63] = (byte)(27 + recovery);
        signature.CopyTo(input.AsSpan(64));
        var result = Run(0x01, input);
        Assert.That(World.Gas - result.GasLeft, Is.EqualTo(3000UL));
        Assert.That(result.Output.ToArray(), Is.EqualTo(new byte[12].Concat(Keccak256.Hash(publicKey)[12..])));

        input[63] = 29;
        Assert.That((Run(0x01, input).Halt, Run(0x01, input).Output.Length), Is.EqualTo((Halt.Success, 0)));
    }

    [TestCase(0x06UL, 0, 150UL, 64)]
    [TestCase(0x06UL, 500, 150UL, 64)]
    [TestCase(0x07UL, 0, 6_000UL, 64)]
    [TestCase(0x08UL, 0, 45_000UL, 32)]
    [TestCase(0x08UL, 2 * 192, 45_000UL + 2 * 34_000UL, 32)]
    [TestCase(0x0bUL, 256, 375UL, 128)]
    [TestCase(0x0cUL, 160, 12_000UL, 128)]
    [TestCase(0x0cUL, 2 * 160, 2 * 12_000UL * 949 / 1000, 128)]
    [TestCase(0x0cUL, 130 * 160, 130 * 12_000UL * 519 / 1000, 128)]
    [TestCase(0x0dUL, 512, 600UL, 256)]
    [TestCase(0x0eUL, 288, 22_500UL, 256)]
    [TestCase(0x0eUL, 3 * 288, 3 * 22_500UL * 923 / 1000, 256)]
    [TestCase(0x0eUL, 130 * 288, 130 * 22_500UL * 524 / 1000, 256)]
    [TestCase(0x0fUL, 384, 37_700UL + 32_600UL, 32)]
    [TestCase(0x10UL, 64, 5_500UL, 128)]
    [TestCase(0x11UL, 128, 23_800UL, 256)]
    public void Prices_the_curves_by_what_is_handed_in(ulong address, int zeros, ulong price, int outputLength)
    {
        var result = Run(address, new byte[zeros], price);
        Assert.That((result.Halt, result.GasLeft, result.Output.Length), Is.EqualTo((Halt.Success, 0UL, outputLength)));
        Assert.That(Run(address, new byte[zeros], price - 1).Halt, Is.EqualTo(Halt.OutOfGas));
    }

    [TestCase(0x06UL, 128)]
    [TestCase(0x07UL, 96)]
    [TestCase(0x08UL, 192)]
    [TestCase(0x08UL, 191)]
    [TestCase(0x0aUL, 192)]
    [TestCase(0x0aUL, 191)]
    [TestCase(0x0bUL, 256)]
    [TestCase(0x0bUL, 0)]
    [TestCase(0x0cUL, 160)]
    [TestCase(0x0dUL, 512)]
    [TestCase(0x0eUL, 288)]
    [TestCase(0x0fUL, 384)]
    [TestCase(0x10UL, 64)]
    [TestCase(0x10UL, 63)]
    [TestCase(0x11UL, 128)]
    [TestCase(0x11UL, 127)]
    public void Takes_all_gas_for_what_is_no_point(ulong address, int length)
    {
        var input = new byte[length];
        input.AsSpan(0, Math.Min(2, length)).Fill(1);
        var result = Run(address, input, 100_000);
        Assert.That((result.Halt, result.GasLeft, result.Output.Length), Is.EqualTo((Halt.PrecompileFailure, 0UL, 0)));
    }

    [TestCase(0x02UL, 60 + 2 * 12UL)]
    [TestCase(0x03UL, 600 + 2 * 120UL)]
    [TestCase(0x04UL, 15 + 2 * 3UL)]
    public void Hashes_and_copies_by_the_word(ulong address, ulong price)
    {
        var input = Enumerable.Range(0, 33).Select(i => (byte)i).ToArray();
        var result = Run(address, input);
        Assert.That(World.Gas - result.GasLeft, Is.EqualTo(price));
        byte[] output = address switch
        {
            0x02 => System.Security.Cryptography.SHA256.HashData(input),
            0x03 => [.. new byte[12], .. RipemdOf(input)],
            _ => input,
        };
        Assert.That(result.Output.ToArray(), Is.EqualTo(output));
        Assert.That(Run(address, input, price - 1).Halt, Is.EqualTo(Halt.OutOfGas));
    }

    // EIP-7883's table: base and modulus of 32 bytes with the exponent 65537 and others; (base length, exponent, modulus length) → gas.
    [TestCase(32, "010001", 32, 500UL)]
    [TestCase(32, "", 32, 500UL)]
    [TestCase(33, "010001", 33, 800UL)]
    [TestCase(256, "03", 256, 2048UL)]
    [TestCase(256, "010001", 256, 32768UL)]
    [TestCase(1024, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 1024, 32768UL * (255 + 16))]
    public void Prices_modular_exponentiation(int baseLength, string exponent, int modulusLength, ulong price) // EIP-7883
    {
        var result = Run(0x05, ModExpInput(new byte[baseLength], Convert.FromHexString(exponent), new byte[modulusLength]), 20_000_000);
        Assert.That((result.Halt, 20_000_000 - result.GasLeft, result.Output.Length), Is.EqualTo((Halt.Success, price, modulusLength)));
    }

    [Test]
    public void Raises_to_a_power()
    {
        var result = Run(0x05, ModExpInput([3], [5], [100]));
        Assert.That(result.Output.ToArray(), Is.EqualTo(new byte[] { 43 }));
        Assert.That(Run(0x05, []).Output.Length, Is.Zero);
    }

    [Test]
    public void Refuses_numbers_above_1024_bytes([Values(0, 1, 2)] int operand) // EIP-7823
    {
        byte[][] operands = [[1], [1], [1]];
        operands[operand] = new byte[1025];
        Assert.That(Run(0x05, ModExpInput(operands[0], operands[1], operands[2]), long.MaxValue).Halt, Is.EqualTo(Halt.PrecompileFailure));
    }

    // EIP-152, test vector 5: "abc" as BLAKE2b hashes it.
    private static readonly byte[] Blake2Input =
    [
        0, 0, 0, 12,
        .. Convert.FromHexString("48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b"),
        .. "abc"u8, .. new byte[125],
        3, .. new byte[15],
        1,
    ];

    [Test]
    public void Compresses_a_blake2_block()
    {
        var result = Run(0x09, Blake2Input);
        Assert.That(World.Gas - result.GasLeft, Is.EqualTo(12UL));
        Assert.That(Convert.ToHexStringLower(result.Output.Span), Is.EqualTo(
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"));
        byte[] input = [.. Blake2Input];
        Assert.That(Run(0x09, input[..212]).Halt, Is.EqualTo(Halt.PrecompileFailure));
        input[212] = 2;
        Assert.That(Run(0x09, input).Halt, Is.EqualTo(Halt.PrecompileFailure));
    }

    [Test]
    public void Answers_nothing_to_a_p256_signature_that_does_not_verify() // EIP-7951
    {
        var result = Run(0x100, new byte[160]);
        Assert.That((result.Halt, World.Gas - result.GasLeft, result.Output.Length), Is.EqualTo((Halt.Success, 6900UL, 0)));
        Assert.That(Run(0x100, new byte[160], 6899).Halt, Is.EqualTo(Halt.OutOfGas));
    }

    [Test]
    public void Verifies_a_p256_signature()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var digest = Keccak256.Hash([3]);
        var point = key.ExportParameters(false).Q;
        byte[] input = [.. digest, .. key.SignHash(digest), .. point.X!, .. point.Y!];
        Assert.That(UInt256.FromBigEndian(Run(0x100, input).Output.Span), Is.EqualTo(UInt256.One));
        input[0] ^= 1;
        Assert.That(Run(0x100, input).Output.Length, Is.Zero);
    }

    private static byte[] RipemdOf(byte[] input)
    {
        var digest = new byte[Ripemd160.Size];
        Ripemd160.Hash(input, digest);
        return digest;
    }

    private static byte[] ModExpInput(byte[] number, byte[] exponent, byte[] modulus)
    {
        var lengths = new byte[96];
        ((UInt256)(ulong)number.Length).WriteBigEndian(lengths);
        ((UInt256)(ulong)exponent.Length).WriteBigEndian(lengths.AsSpan(32));
        ((UInt256)(ulong)modulus.Length).WriteBigEndian(lengths.AsSpan(64));
        return [.. lengths, .. number, .. exponent, .. modulus];
    }

    private static CallResult Run(ulong address, byte[] input, ulong gas = World.Gas) => new World().Call(gas, input, Address.FromLow(address));
}
