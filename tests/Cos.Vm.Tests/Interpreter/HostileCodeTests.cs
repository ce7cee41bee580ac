using Cos.Primitives.Values;
using Cos.Vm.Opcodes;
using CsCheck;

namespace Cos.Vm.Tests.Interpreter;

/// <summary>Code from strangers: whatever the bytes are, the machine ends with a named halt, within its gas, and leaves itself fit for the next message.</summary>
public sealed class HostileCodeTests
{
    private const ulong Gas = 200_000;

    // Mostly instructions with small operands before them, so that programs get far.
    private static readonly Gen<byte[]> Instruction = Gen.OneOf(
        Gen.Byte.Select(op => new[] { op }),
        Gen.Byte[Op.Push0, Op.Push4].SelectMany(op => Gen.Byte.Array[op - Op.Push0].Select(operand => (byte[])[op, .. operand])),
        Gen.Byte[0, 96].Select(small => new[] { Op.Push1, small }),
        Gen.Byte[Op.Create, Op.SelfDestruct].Select(op => (byte[])[Op.Push0, Op.Push0, Op.Push0, Op.Push0, Op.Push2, 0xc0, 0xde, Op.Gas, op]),
        Gen.Const(new[] { Op.JumpDest }));

    private static readonly Gen<byte[]> Code = Instruction.Array[0, 120].Select(parts => parts.SelectMany(part => part).ToArray());

    [Test]
    public void Always_ends_with_a_named_halt_within_its_gas() => Gen.Select(Code, Code, Gen.Byte.Array[0, 64], Gen.Bool).Sample(
        (first, second, input, isStatic) =>
        {
            var world = World.With(World.Contract, first, 50, (0, 1)).And(World.Other, second, 50).And(World.Sender, [], 50);
            var checkpoint = world.Journal.Checkpoint();
            var result = world.Call(Gas, input, isStatic: isStatic);
            Assert.That(Enum.IsDefined(result.Halt) && result.Halt is not (Halt.Unspecified or Halt.Interrupted), Is.True);
            Assert.That(result.GasLeft, Is.LessThanOrEqualTo(Gas));
            Assert.That(result.GasLeft == 0 || result.Halt is Halt.Success or Halt.Revert, Is.True);
            world.Create(second, Gas);
            AssertStillFit(world);
            world.Journal.Revert(checkpoint);
            Assert.That(world.Journal.GetStorage(World.Contract, 0), Is.EqualTo(UInt256.One));
        },
        iter: 20_000);

    [Test]
    public void Does_the_same_twice() => Gen.Select(Code, Code).Sample(
        (first, second) =>
        {
            var results = new List<(Halt, ulong, string)>();
            var workspace = World.With(World.Contract, first, 50).And(World.Other, second, 50);
            for (var i = 0; i < 2; i++)
            {
                var checkpoint = workspace.Journal.Checkpoint();
                var result = workspace.Call(Gas);
                results.Add((result.Halt, result.GasLeft, Convert.ToHexString(result.Output.Span)));
                workspace.Journal.Revert(checkpoint);
            }

            Assert.That(results[1], Is.EqualTo(results[0]));
        },
        iter: 5_000);

    [Test]
    public void Needs_no_more_gas_than_it_used() => Code.Sample(
        code =>
        {
            var result = World.With(World.Contract, code, 50).Call(Gas);
            var usesGasLeft = code.Contains(Op.Gas) || code.Any(op => op >= Op.Create) || code.Contains(Op.Sstore);
            if (result.Halt == Halt.Success && !usesGasLeft)
            {
                var used = Gas - result.GasLeft;
                Assert.That(World.With(World.Contract, code, 50).Call(used).Halt, Is.EqualTo(Halt.Success));
                Assert.That(used == 0 || World.With(World.Contract, code, 50).Call(used - 1).Halt == Halt.OutOfGas, Is.True);
            }
        },
        iter: 10_000);

    private static void AssertStillFit(World world)
    {
        var echo = new Program().Push(0).Then(Op.CallDataLoad).ReturnTop().Bytes;
        var probe = Address.FromLow(0x9406e);
        world.Journal.SetCode(probe, echo);
        Assert.That(UInt256.FromBigEndian(world.Call(Gas, [.. new byte[31], 42], probe).Output.Span), Is.EqualTo((UInt256)42));
    }
}
