using Cos.Execution.Validation;
using Cos.Primitives.Transactions;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Validation;

public sealed class IntrinsicGasTests
{
    private static readonly World World = new(CreditRules);

    [Test]
    public void A_plain_transfer_costs_21000() =>
        Assert.That(IntrinsicGas.Of(World.Tx(Alice, Bob).Transaction), Is.EqualTo(new IntrinsicGas(21_000, 21_000)));

    [Test]
    public void A_zero_byte_costs_4_and_another_16_and_at_the_floor_10_and_40() =>
        Assert.That(IntrinsicGas.Of(World.Tx(Alice, Bob, input: "0001ff").Transaction), Is.EqualTo(new IntrinsicGas(21_000 + 4 + 16 + 16, 21_000 + 10 + 40 + 40)));

    [Test]
    public void Creating_costs_32000_and_2_a_word_of_init_code() =>
        Assert.That(IntrinsicGas.Of(World.Tx(Alice, null, input: new string('0', 66)).Transaction).Standard, Is.EqualTo(21_000 + 32_000 + (33 * 4) + (2 * 2)));

    [Test]
    public void An_access_list_costs_2400_an_address_and_1900_a_slot() =>
        Assert.That(IntrinsicGas.Of(World.Tx(Alice, Bob, accessList: [new AccessListEntry(Bob, [1, 2]), new AccessListEntry(Alice, [])]).Transaction).Standard,
            Is.EqualTo(21_000 + (2 * 2_400) + (2 * 1_900)));

    [Test]
    public void An_authorization_costs_25000_before_its_account_is_known()
    {
        var authorization = new Authorization(0, Bob, 0, new TransactionSignature(0, 1, 1));
        Assert.That(IntrinsicGas.Of(World.Tx(Alice, Bob, authorizations: [authorization, authorization]).Transaction).Standard, Is.EqualTo(21_000 + 50_000));
    }
}
