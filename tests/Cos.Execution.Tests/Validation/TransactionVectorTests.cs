using System.Text.Json;
using Cos.Execution.Validation;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Testing;

namespace Cos.Execution.Tests.Validation;

public sealed class TransactionVectorTests
{
    private static readonly string[] Forks = ["Cancun", "Shanghai", "Paris", "London"];

    // The vectors were made for Cancun: no cap on a transaction's gas (EIP-7825) yet.
    private static readonly ChainRules Rules = ChainRules.ForEthereum(1) with { TransactionGasMax = ulong.MaxValue };

    [Test]
    public void Takes_every_valid_public_transaction_and_refuses_every_other()
    {
        var (seen, valid) = (0, 0);
        Assert.Multiple(() =>
        {
            foreach (var file in ConformanceArchive.Files("eth-tests-basic").Where(f => f.Path.Contains("TransactionTests/", StringComparison.Ordinal)))
            {
                foreach (var test in JsonDocument.Parse(file.Content).RootElement.EnumerateObject())
                {
                    var results = test.Value.GetProperty("result");
                    var result = Forks.Where(fork => results.TryGetProperty(fork, out _)).Select(results.GetProperty).First();
                    var isValid = !result.TryGetProperty("exception", out var exception);
                    seen++;
                    valid += isValid ? 1 : 0;
                    Hex.TryDecode(test.Value.GetProperty("txbytes").GetString(), out var bytes);
                    Assert.That(Refusal(bytes), isValid ? Is.Null : Is.Not.Null, $"{test.Name}: {exception}");
                }
            }
        });
        Assert.That((seen, valid), Is.EqualTo((210, 50)));
    }

    private static string? Refusal(byte[] bytes)
    {
        if (!TransactionCodec.TryDecode(bytes, out var transaction, out var error))
        {
            return error.ToString();
        }

        // EIP-7623's floor, too, came after the vectors.
        if (TransactionValidity.CheckStateless(transaction, Rules) is { } rejection and not TxRejection.GasLimitBelowFloor)
        {
            return rejection.ToString();
        }

        // The vectors look at gas times price alone; with the value it is more than anyone has.
        if (!UInt256.TryMultiply(transaction.GasLimit, transaction.MaxFeePerGas, out _))
        {
            Assert.That(TransactionValidity.TryMaxCost(transaction, out _), Is.False);
            return "the most it can cost does not fit 256 bits";
        }

        return SenderRecovery.TryRecover(transaction, out _) ? null : "no signer";
    }
}
