using CsCheck;
using Cos.Execution.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.View;
using static Cos.Execution.Tests.World;

namespace Cos.Execution.Tests.Blocks;

/// <summary>economy.md G3: no block makes or destroys credit, whatever its transactions do.</summary>
public sealed class ConservationTests
{
    private const int AccountCount = 8;

    // Each runs on the value it gets: destroy to caller, to itself, to a reserved account, to a fresh address; pass the value on to an account
    // named by the call data; revert; halt; create a contract that destroys itself and holds the value.
    private static readonly string[] Codes =
    [
        "33ff", "30ff", "73" + "00000000000000000000000000000000000c05a6" + "ff", "73" + "00000000000000000000000000000000000f4e5f" + "ff",
        "600060006000600034600035" + "5af1" + "00", "60006000fd", "fe", "6130ff600052" + "6002601e34f0" + "00",
    ];

    private static readonly Gen<(int From, int To, ulong Value, int Kind, ulong Tip, ulong Gas)> Step =
        Gen.Select(Gen.Int[0, AccountCount - 1], Gen.Int[0, 31], Gen.ULong, Gen.Int[0, 3], Gen.ULong[0, 1_000_000], Gen.ULong[22_500, 200_000]);

    [Test]
    public void No_block_of_random_transactions_makes_or_destroys_credit() => Step.Array[1, 12].Sample(steps =>
    {
        var state = Genesis(out var ledger);
        var total = Sum(ledger);
        var context = new World(CreditRules).Context();
        var assembly = new BlockAssembly(state, context);
        var nonces = new ulong[AccountCount];
        foreach (var step in steps)
        {
            Assert.That(assembly.TryApply(ToTransaction(step, nonces[step.From]), out _), Is.Null);
            nonces[step.From]++;
        }

        var result = assembly.Finish();
        foreach (var change in result.Diff.Accounts)
        {
            Assert.That(change.Before?.Balance ?? UInt256.Zero, Is.EqualTo(ledger.GetValueOrDefault(change.Address)));
            ledger[change.Address] = change.After?.Balance ?? UInt256.Zero;
        }

        Assert.That(Sum(ledger), Is.EqualTo(total), "kept by hand, over every account that there is");
    }, iter: 400);

    private static MemoryState Genesis(out Dictionary<Address, UInt256> ledger)
    {
        var state = new MemoryState();
        GenesisAccount[] accounts = [.. Enumerable.Range(0, AccountCount).Select(i => new GenesisAccount(AccountOf(i), OneCos * (UInt256)100UL, 0, default, []))];
        GenesisAccount[] contracts = [.. Codes.Select((code, i) => new GenesisAccount(ContractOf(i), (UInt256)(ulong)i * OneCos, 1, Convert.FromHexString(code), []))];
        state.Put(accounts.Concat(contracts));
        ledger = accounts.Concat(contracts).ToDictionary(a => a.Address, a => a.Balance);
        return state;
    }

    private static RecoveredTransaction ToTransaction((int From, int To, ulong Value, int Kind, ulong Tip, ulong Gas) step, ulong nonce)
    {
        var isCreation = step.Kind == 0;
        var target = TargetOf(step.To);
        var input = isCreation ? Convert.FromHexString(Codes[step.To % Codes.Length]) : Hash256.FromUInt256(TargetOf(step.To / 2).ToWord()).Bytes.ToArray();
        return new RecoveredTransaction(new Transaction
        {
            Kind = TransactionKind.DynamicFee,
            ChainId = CreditRules.ChainId,
            Nonce = nonce,
            MaxFeePerGas = Gwei * 20,
            MaxPriorityFeePerGas = step.Tip,
            GasLimit = step.Gas + (isCreation ? 60_000UL : 0),
            To = isCreation ? null : target,
            Value = step.Kind == 1 ? UInt256.Zero : step.Value,
            Input = input,
            Signature = new TransactionSignature(0, 1, 1),
        }, AccountOf(step.From));
    }

    private static Address AccountOf(int i) => Address.FromLow(0xacc0 + (ulong)i);

    private static Address ContractOf(int i) => Address.FromLow(0xc0d0 + (ulong)i);

    private static Address TargetOf(int i) => i switch
    {
        < AccountCount => AccountOf(i),
        < 16 => ContractOf(i - AccountCount),
        < 24 => ContractOf(i - 16),
        < 26 => Producer,
        < 28 => SystemAccounts.HolderPool,
        _ => Address.FromLow(0xfeed + (ulong)i),
    };

    private static UInt256 Sum(Dictionary<Address, UInt256> ledger) => ledger.Values.Aggregate(UInt256.Zero, (sum, balance) => UInt256.AddChecked(sum, balance));
}
