using Cos.Primitives.Values;
using Cos.Vm.Calls;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Tests.Calls;

public sealed class CreateTests
{
    // Deploys so many zero bytes.
    private static byte[] Deploying(ulong size) => new Program().Operands(0, size).Then(Op.Return).Bytes;

    private static byte[] DeployingByte(byte code) => new Program().Operands(0, code).Then(Op.Mstore8).Operands(0, 1).Then(Op.Return).Bytes;

    [TestCase("0x970e8128ab834e8eac17ab8e3812f010678cf791", 0UL, "0x333c3310824b7c685133f2bedb2ca4b8b4df633d")]
    [TestCase("0x970e8128ab834e8eac17ab8e3812f010678cf791", 1UL, "0x8bda78331c916a08481428e4b07c96d3e916d165")]
    [TestCase("0x970e8128ab834e8eac17ab8e3812f010678cf791", 2UL, "0xc9ddedf451bc62ce88bf9292afb13df35b670699")]
    public void Names_a_contract_after_its_creator_and_nonce(string creator, ulong nonce, string expected)
    {
        Assert.That(Address.TryParse(creator, out var address), Is.True);
        Assert.That(ContractAddress.OfNonce(address, nonce).ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Names_contracts_of_wide_nonces_as_rlp_does([Values(0x7fUL, 0x80UL, 0xffUL, 0x100UL, 0xffffffUL, ulong.MaxValue - 1)] ulong nonce)
    {
        byte[] number = nonce < 0x80 ? [(byte)nonce] : [(byte)(0x80 + ((UInt256)nonce).ByteLength), .. ((UInt256)nonce).ToBigEndianMinimal()];
        byte[] rlp = [(byte)(0xc0 + 21 + number.Length), 0x94, .. World.Sender.Bytes, .. number];
        Assert.That(ContractAddress.OfNonce(World.Sender, nonce).Bytes.ToArray(), Is.EqualTo(Cos.Crypto.Hashing.Keccak256.Hash(rlp)[12..]));
    }

    [TestCase("0x0000000000000000000000000000000000000000", "0x00", "00", "0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38")]
    [TestCase("0xdeadbeef00000000000000000000000000000000", "0x00", "00", "0xb928f69bb1d91cd65274e3c79d8986362984fda3")]
    [TestCase("0x00000000000000000000000000000000deadbeef", "0xcafebabe", "deadbeef", "0x60f3f640a8508fc6a86d45df051962668e1e8ac7")]
    [TestCase("0x0000000000000000000000000000000000000000", "0x00", "", "0xe33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0")]
    public void Names_a_contract_after_its_salt_and_code(string creator, string salt, string initCode, string expected) // EIP-1014, examples
    {
        Assert.That(Address.TryParse(creator, out var address), Is.True);
        Assert.That(UInt256.TryParse(salt, out var number), Is.True);
        Assert.That(ContractAddress.OfSalt(address, number, Convert.FromHexString(initCode)).ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Deploys_what_the_initialisation_code_returns()
    {
        var world = new World();
        var result = world.Create(DeployingByte(Op.Stop));
        Assert.That((result.Halt, result.Created), Is.EqualTo((Halt.Success, (Address?)ContractAddress.OfNonce(World.Sender, 0))));
        Assert.That(world.Journal.GetCode(result.Created!.Value).ToArray(), Is.EqualTo(new[] { Op.Stop }));
        Assert.That(world.Journal.GetNonce(result.Created.Value), Is.EqualTo(1UL));
    }

    [Test]
    public void Refuses_code_that_begins_with_ef_or_is_too_long() // EIP-3541, EIP-170
    {
        Assert.That(new World().Create(DeployingByte(0xef)).Halt, Is.EqualTo(Halt.CodePrefixRefused));
        Assert.That(new World().Create(Deploying(24_577), 10_000_000).Halt, Is.EqualTo(Halt.CodeTooLarge));
        Assert.That(new World().Create(Deploying(24_576), 10_000_000).Halt, Is.EqualTo(Halt.Success));
    }

    [Test]
    public void Fails_where_the_gas_left_does_not_pay_for_the_code()
    {
        var used = World.Gas - new World().Create(Deploying(32)).GasLeft;
        Assert.That(new World().Create(Deploying(32), used).Halt, Is.EqualTo(Halt.Success));
        Assert.That(new World().Create(Deploying(32), used - 1).Halt, Is.EqualTo(Halt.OutOfGas));
    }

    [Test]
    public void Collides_with_a_nonce_with_code_and_with_storage() // EIP-684, EIP-7610
    {
        var created = ContractAddress.OfNonce(World.Contract, 1);
        var code = new Program().Create([Op.Stop], 0).ReturnTop().Bytes;
        foreach (var taken in new[] { World.With(created, [Op.Stop]), World.With(created, [], 0, (1, 1)) })
        {
            var result = taken.And(World.Contract, code).Call();
            Assert.That(UInt256.FromBigEndian(result.Output.Span), Is.EqualTo(UInt256.Zero));
            Assert.That(result.GasLeft, Is.LessThan(World.Gas / 60), "the gas handed down is burnt");
            Assert.That(taken.Journal.GetNonce(World.Contract), Is.EqualTo(2UL));
            Assert.That(taken.Create([], target: created).Halt, Is.EqualTo(Halt.CreateCollision));
        }

        var rich = World.With(created, [], 7).And(World.Contract, code);
        Assert.That(UInt256.FromBigEndian(rich.Call().Output.Span), Is.EqualTo(created.ToWord()), "a balance alone is no collision");
        Assert.That(rich.Journal.GetBalance(created), Is.EqualTo((UInt256)7));
    }

    [TestCase(49_152UL, Halt.Success)]
    [TestCase(49_153UL, Halt.InitCodeTooLarge)]
    public void Bounds_initialisation_code(ulong size, Halt halt) // EIP-3860
    {
        foreach (var op in new[] { Op.Create, Op.Create2 })
        {
            Assert.That(World.Running(new Program().Operands(0, 0, size, 0).Then(op)).Call().Halt, Is.EqualTo(halt));
        }
    }

    [TestCase(Op.Create, 32_000UL + 2 * 2)]
    [TestCase(Op.Create2, 32_000UL + 2 * 8)]
    public void Charges_for_words_of_initialisation_code(byte op, ulong price) // EIP-3860, EIP-1014
    {
        var result = World.Running(new Program().Operands(0, 0, 33, 0).Then(op)).Call();
        Assert.That(World.Gas - result.GasLeft, Is.EqualTo(3 * 2 + 3 + price + 2 * 3));
    }

    [Test]
    public void Returns_data_to_the_creator_only_when_it_reverts() // EIP-211
    {
        var reverting = new Program().Operands(0, 5).Then(Op.Revert).Bytes;
        Assert.That(SizeAfter(reverting), Is.EqualTo((UInt256)5));
        Assert.That(SizeAfter(Deploying(5)), Is.EqualTo(UInt256.Zero));

        static UInt256 SizeAfter(byte[] initCode) =>
            UInt256.FromBigEndian(World.Running(new Program().Create(initCode, 0).Then(Op.ReturnDataSize).ReturnTop()).Call().Output.Span);
    }

    [Test]
    public void Destroys_only_a_contract_of_the_same_transaction() // EIP-6780
    {
        var world = World.With(World.Contract, new Program().Push(World.Other).Then(Op.SelfDestruct).Bytes, 5).And(World.Other, [], 1);
        world.Call();
        var created = world.Create(new Program().Push(World.Other).Then(Op.SelfDestruct).Bytes).Created!.Value;
        world.Journal.EndTransaction();
        Assert.That(world.Journal.GetBalance(World.Other), Is.EqualTo((UInt256)6));
        Assert.That((world.Journal.Exists(World.Contract), world.Journal.Exists(created)), Is.EqualTo((true, false)));
    }
}
