using System.Buffers.Binary;
using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Precompiles;

/// <summary>The precompiles of Osaka by address. All are warm from a transaction's start (EIP-2929).</summary>
public static class PrecompileTable
{
    private static readonly ImmutableArray<Precompile> Rows =
    [
        new(0x01, "ecrecover", EcRecover.Run),
        new(0x02, "sha256", HashPrecompiles.Sha256Run),
        new(0x03, "ripemd160", HashPrecompiles.Ripemd160Run),
        new(0x04, "identity", HashPrecompiles.IdentityRun),
        new(0x05, "modexp", ModExpPrecompile.Run),
        new(0x06, "bn254 add", Bn254Precompiles.RunAdd),
        new(0x07, "bn254 multiply", Bn254Precompiles.RunMultiply),
        new(0x08, "bn254 pairing", Bn254Precompiles.RunPairing),
        new(0x09, "blake2f", Blake2FPrecompile.Run),
        new(0x0a, "kzg point evaluation", PointEvaluationPrecompile.Run),
        new(0x0b, "bls12-381 g1 add", Bls12381Precompiles.RunG1Add),
        new(0x0c, "bls12-381 g1 multi-multiply", Bls12381Precompiles.RunG1SumMultiples),
        new(0x0d, "bls12-381 g2 add", Bls12381Precompiles.RunG2Add),
        new(0x0e, "bls12-381 g2 multi-multiply", Bls12381Precompiles.RunG2SumMultiples),
        new(0x0f, "bls12-381 pairing", Bls12381Precompiles.RunPairing),
        new(0x10, "bls12-381 map to g1", Bls12381Precompiles.RunMapToG1),
        new(0x11, "bls12-381 map to g2", Bls12381Precompiles.RunMapToG2),
        new(0x100, "p256 verify", P256Precompile.Run),
    ];

    private static readonly ImmutableArray<Precompile?> ByNumber = [.. Enumerable.Range(0, 0x101).Select(n => Rows.FirstOrDefault(row => row.Number == n))];

    /// <summary>Their addresses, ascending.</summary>
    public static ImmutableArray<Address> Addresses { get; } = [.. Rows.Select(row => Address.FromLow(row.Number))];

    /// <summary>Whether an address is a precompile's.</summary>
    public static bool IsPrecompile(in Address address) => TryFind(address, out _);

    internal static bool TryFind(in Address address, out Precompile precompile)
    {
        const int zeros = Address.Size - sizeof(ushort);
        var bytes = address.Bytes;
        var number = BinaryPrimitives.ReadUInt16BigEndian(bytes[zeros..]);
        var found = number < ByNumber.Length && bytes[..zeros].IndexOfAnyExcept((byte)0) < 0 ? ByNumber[number] : null;
        precompile = found ?? Rows[0];
        return found is not null;
    }

    /// <summary>Runs a precompile.</summary>
    /// <param name="precompile">Which.</param>
    /// <param name="input">The call data.</param>
    /// <param name="gas">The gas handed in.</param>
    /// <param name="output">Receives the result.</param>
    /// <param name="left">The gas left; zero unless it succeeds.</param>
    internal static Halt Run(Precompile precompile, ReadOnlySpan<byte> input, long gas, ReturnBuffer output, out long left)
    {
        var halt = precompile.Run(input, ref gas, output);
        left = halt == Halt.Success ? gas : 0;
        return halt;
    }
}
