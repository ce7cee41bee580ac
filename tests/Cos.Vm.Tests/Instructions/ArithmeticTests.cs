using System.Numerics;
using Cos.Primitives.Values;
using Cos.Vm.Opcodes;
using CsCheck;

namespace Cos.Vm.Tests.Instructions;

/// <summary>Every arithmetic instruction, run as code, against BigInteger.</summary>
public sealed class ArithmeticTests
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    private static readonly Dictionary<byte, Func<BigInteger[], BigInteger>> Reference = new()
    {
        [Op.Add] = x => x[0] + x[1],
        [Op.Mul] = x => x[0] * x[1],
        [Op.Sub] = x => x[0] - x[1],
        [Op.Div] = x => x[1].IsZero ? 0 : x[0] / x[1],
        [Op.Sdiv] = x => x[1].IsZero ? 0 : BigInteger.Divide(Signed(x[0]), Signed(x[1])),
        [Op.Mod] = x => x[1].IsZero ? 0 : x[0] % x[1],
        [Op.Smod] = x => x[1].IsZero ? 0 : BigInteger.Remainder(Signed(x[0]), Signed(x[1])),
        [Op.Addmod] = x => x[2].IsZero ? 0 : (x[0] + x[1]) % x[2],
        [Op.Mulmod] = x => x[2].IsZero ? 0 : x[0] * x[1] % x[2],
        [Op.Exp] = x => BigInteger.ModPow(x[0], x[1], Modulus),
        [Op.SignExtend] = x => x[0] >= 31 ? x[1] : SignExtend((int)x[0], x[1]),
        [Op.Lt] = x => x[0] < x[1] ? 1 : 0,
        [Op.Gt] = x => x[0] > x[1] ? 1 : 0,
        [Op.Slt] = x => Signed(x[0]) < Signed(x[1]) ? 1 : 0,
        [Op.Sgt] = x => Signed(x[0]) > Signed(x[1]) ? 1 : 0,
        [Op.Eq] = x => x[0] == x[1] ? 1 : 0,
        [Op.IsZero] = x => x[0].IsZero ? 1 : 0,
        [Op.And] = x => x[0] & x[1],
        [Op.Or] = x => x[0] | x[1],
        [Op.Xor] = x => x[0] ^ x[1],
        [Op.Not] = x => Modulus - 1 - x[0],
        [Op.Byte] = x => x[0] > 31 ? 0 : (x[1] >> (8 * (31 - (int)x[0]))) & 0xff,
        [Op.Shl] = x => x[0] > 255 ? 0 : x[1] << (int)x[0],
        [Op.Shr] = x => x[0] > 255 ? 0 : x[1] >> (int)x[0],
        [Op.Sar] = x => Signed(x[1]) >> (x[0] > 255 ? 256 : (int)x[0]),
        [Op.Clz] = x => 256 - (int)x[0].GetBitLength(),
    };

    // Small numbers, limb edges, shifts, and random width: where carries and special cases live.
    private static readonly Gen<UInt256> Operand = Gen.OneOf(
        Gen.ULong[0, 300].Select(x => (UInt256)x),
        Gen.Int[0, 255].Select(bit => UInt256.One << bit),
        Gen.Int[0, 255].Select(bit => (UInt256.One << bit) - UInt256.One),
        Gen.Int[0, 255].Select(bit => -(UInt256.One << bit)),
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, (a, b, c, d) => new UInt256(a, b, c, d)),
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, Gen.Int[0, 255], (a, b, c, d, shift) => new UInt256(a, b, c, d) >> shift));

    private static IEnumerable<byte> Codes => Reference.Keys;

    [TestCaseSource(nameof(Codes))]
    public void Agrees_with_big_integers(byte op) => Operand.Array[3].Sample(operands =>
    {
        var pops = OpcodeTable.Of(op).Pops;
        var result = World.Running(new Program().Operands(operands.AsSpan(0, pops)).Then(op).ReturnTop()).Call();
        var expected = Reference[op]([.. operands.Take(pops).Select(Big)]);
        return result.IsSuccess && Big(UInt256.FromBigEndian(result.Output.Span)) == ((expected % Modulus) + Modulus) % Modulus;
    }, iter: 2000);

    private static BigInteger Big(UInt256 value) => new(value.ToBigEndianMinimal(), isUnsigned: true, isBigEndian: true);

    private static BigInteger Signed(BigInteger value) => value >> 255 == 1 ? value - Modulus : value;

    private static BigInteger SignExtend(int index, BigInteger value)
    {
        var width = BigInteger.One << (8 * (index + 1));
        var low = value % width;
        return low >= width / 2 ? low - width : low;
    }
}
