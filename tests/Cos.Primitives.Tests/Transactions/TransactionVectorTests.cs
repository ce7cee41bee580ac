using System.Text.Json;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Primitives.Tests.Transactions;

/// <summary>The 210 public transaction vectors, each judged by the newest fork it names.</summary>
public sealed class TransactionVectorTests
{
    private const ulong VectorChain = 1;

    // These are well-formed and well-signed; what they break are rules that Cos.Execution checks against a block or an account.
    private static readonly HashSet<string> LeftToValidation =
    [
        "INTRINSIC_GAS_TOO_LOW", "GASLIMIT_PRICE_PRODUCT_OVERFLOW", "INITCODE_SIZE_EXCEEDED", "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2", "NONCE_TOO_BIG",
    ];

    private static readonly Dictionary<string, TxDecodeError[]> Reasons = new()
    {
        ["RLP_LEADING_ZEROS_V"] = [TxDecodeError.BadSignatureV],
        ["RLP_LEADING_ZEROS_R"] = [TxDecodeError.BadSignatureR],
        ["RLP_INVALID_SIGNATURE_R"] = [TxDecodeError.BadSignatureR],
        ["RLP_LEADING_ZEROS_S"] = [TxDecodeError.BadSignatureS],
        ["RLP_INVALID_SIGNATURE_S"] = [TxDecodeError.BadSignatureS],
        ["RLP_LEADING_ZEROS_NONCE"] = [TxDecodeError.BadNonce],
        ["RLP_LEADING_ZEROS_NONCE_SIZE"] = [TxDecodeError.BadNonce],
        ["RLP_INVALID_NONCE"] = [TxDecodeError.BadNonce],
        ["NONCE_OVERFLOW"] = [TxDecodeError.BadNonce],
        ["GASLIMIT_OVERFLOW"] = [TxDecodeError.BadGasLimit],
        ["RLP_INVALID_GASLIMIT"] = [TxDecodeError.BadGasLimit],
        ["RLP_LEADING_ZEROS_GASLIMIT"] = [TxDecodeError.BadGasLimit],
        ["GASPRICE_OVERFLOW"] = [TxDecodeError.BadGasPrice],
        ["RLP_LEADING_ZEROS_GASPRICE"] = [TxDecodeError.BadGasPrice],
        ["RLP_LEADING_ZEROS_BASEFEE"] = [TxDecodeError.BadGasPrice],
        ["PRIORITY_OVERFLOW"] = [TxDecodeError.BadPriorityFee],
        ["RLP_LEADING_ZEROS_PRIORITY_FEE"] = [TxDecodeError.BadPriorityFee],
        ["VALUE_OVERFLOW"] = [TxDecodeError.BadValue],
        ["RLP_LEADING_ZEROS_VALUE"] = [TxDecodeError.BadValue],
        ["ADDRESS_TOO_LONG"] = [TxDecodeError.BadRecipient],
        ["ADDRESS_TOO_SHORT"] = [TxDecodeError.BadRecipient],
        ["RLP_INVALID_TO"] = [TxDecodeError.BadRecipient],
        ["RLP_INVALID_DATA"] = [TxDecodeError.BadInput],
        ["RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_LONG"] = [TxDecodeError.BadAccessList],
        ["RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_SHORT"] = [TxDecodeError.BadAccessList],
        ["RLP_INVALID_ACCESS_LIST_STORAGE_TOO_LONG"] = [TxDecodeError.BadAccessList],
        ["RLP_INVALID_ACCESS_LIST_STORAGE_TOO_SHORT"] = [TxDecodeError.BadAccessList],
        ["RLP_TOO_FEW_ELEMENTS"] = [TxDecodeError.TooFewFields, TxDecodeError.BadSignatureV],
        ["RLP_TOO_MANY_ELEMENTS"] = [TxDecodeError.TooManyFields],
        ["RLP_LEADING_ZEROS_DATA_SIZE"] = [TxDecodeError.BadInput],
        ["RLP_INVALID_HEADER"] = [TxDecodeError.MalformedList],
        ["RLP_ERROR_EOF"] = [TxDecodeError.MalformedList],
        ["RLP_ERROR_SIZE"] = [TxDecodeError.MalformedList, TxDecodeError.TrailingBytes],
        ["RLP_ERROR_SIZE_LEADING_ZEROS"] = [TxDecodeError.MalformedList],

        // Type 4 is new since; the vectors' bytes of that type are no transaction of it either.
        ["TYPE_NOT_SUPPORTED"] = [TxDecodeError.UnknownType, TxDecodeError.MalformedList, TxDecodeError.BadAuthorizations],

        // Without an error the bytes are a transaction, and it is the chain or the signature that is refused.
        ["INVALID_CHAINID"] = [TxDecodeError.Unspecified, TxDecodeError.BadSignatureV],
        ["INVALID_SIGNATURE_VRS"] = [TxDecodeError.Unspecified, TxDecodeError.BadSignatureV, TxDecodeError.BadSignatureR, TxDecodeError.BadSignatureS],
        ["EC_RECOVERY_FAIL"] = [TxDecodeError.Unspecified],
    };

    [Test]
    public void Agrees_with_every_public_vector()
    {
        int seen = 0, valid = 0, left = 0;
        Assert.Multiple(() =>
        {
            foreach ((string file, JsonProperty test) in Vectors.Under("TransactionTests"))
            {
                seen++;
                JsonElement result = Newest(test.Value.GetProperty("result"));
                Hex.TryDecode(test.Value.GetProperty("txbytes").GetString(), out byte[] bytes);
                string[] named = result.TryGetProperty("exception", out JsonElement exception)
                    ? [.. exception.GetString()!.Split('|').Select(e => e[(e.IndexOf('.', StringComparison.Ordinal) + 1)..])]
                    : [];
                string? refusal = Refusal(bytes, out Transaction? transaction, out Address sender, out TxDecodeError error);
                bool isLeft = named.Any(LeftToValidation.Contains);
                left += isLeft ? 1 : 0;
                Assert.That(refusal is null, Is.EqualTo(named.Length == 0 || isLeft), $"{file}: {string.Join('|', named)} / {refusal}");
                foreach (string name in named.Where(name => !LeftToValidation.Contains(name))) Assert.That(Reasons[name], Does.Contain(error), $"{file}: {name}");
                if (named.Length > 0) continue;
                valid++;
                Assert.That(transaction?.Hash.ToString(), Is.EqualTo(result.GetProperty("hash").GetString()), file);
                Assert.That(sender.ToString(), Is.EqualTo(result.GetProperty("sender").GetString()!), file);
                Assert.That(transaction is null ? [] : TransactionCodec.Encode(transaction), Is.EqualTo(bytes), file);
            }
        });
        Assert.That((seen, valid, left), Is.EqualTo((210, 50, 12)));
    }

    private static string? Refusal(byte[] bytes, out Transaction? transaction, out Address sender, out TxDecodeError error)
    {
        sender = default;
        if (!TransactionCodec.TryDecode(bytes, out transaction, out error)) return error.ToString();
        if (transaction.ChainId is { } chain && chain != VectorChain) return "another chain";
        return SenderRecovery.TryRecover(transaction, out sender) ? null : "no signer";
    }

    private static JsonElement Newest(JsonElement result)
    {
        string[] forks = ["Cancun", "Shanghai", "Paris", "London"];
        foreach (string fork in forks)
            if (result.TryGetProperty(fork, out JsonElement entry)) return entry;
        throw new InvalidDataException("the vector names no fork we know");
    }
}
