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

    private const string CostTooLarge = "the most it can cost does not fit 256 bits";

    // What is not wrong with the bytes or the signature, whose reasons Cos.Primitives.Tests looks at.
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["TransactionException.INTRINSIC_GAS_TOO_LOW"] = nameof(TxRejection.IntrinsicGasTooLow),
        ["TransactionException.INITCODE_SIZE_EXCEEDED"] = nameof(TxRejection.InitCodeTooLarge),
        ["TransactionException.PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2"] = nameof(TxRejection.TipAboveFeeCap),
        ["TransactionException.NONCE_TOO_BIG"] = nameof(TxRejection.NonceAtMax),
        ["TransactionException.GASLIMIT_PRICE_PRODUCT_OVERFLOW"] = CostTooLarge,
    };

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
                    var refusal = Refusal(bytes);
                    Assert.That(refusal, isValid ? Is.Null : Is.Not.Null, $"{test.Name}: {exception}");
                    if (!isValid && Reasons.TryGetValue(exception.GetString()!, out var reason)) Assert.That(refusal, Is.EqualTo(reason), test.Name);
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
            return CostTooLarge;
        }

        return SenderRecovery.TryRecover(transaction, out _) ? null : "no signer";
    }
}
