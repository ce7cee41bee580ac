using System.Collections.Immutable;
using System.Text.Json;
using Cos.Crypto.Signatures;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Cli.StateTests;

/// <summary>The transaction that one entry of `post` picks from a test's lists.</summary>
/// <param name="fields">The test's `transaction`.</param>
/// <param name="indexes">The entry's `indexes`.</param>
/// <param name="chainId">The chain it is for.</param>
internal sealed class FixtureTransaction(JsonElement fields, JsonElement indexes, ulong chainId)
{
    private static readonly TransactionSignature Unsigned = new(UInt256.Zero, UInt256.Zero, UInt256.Zero);

    private UInt256 FeeCap => (fields.TryMember("gasPrice", out var price) ? price : fields.Member("maxFeePerGas")).Number();

    private Address? To => fields.Member("to").Text() is { Length: > 0 } text ? JsonValues.AddressOf(text) : null;

    private ImmutableArray<AccessListEntry> AccessList => fields.TryMember("accessLists", out var lists) && Pick(lists, "data") is { ValueKind: not JsonValueKind.Null } list
        ? [.. list.Items().Select(static e => new AccessListEntry(e.Member("address").Address(), [.. e.Member("storageKeys").Items().Select(static s => s.Number())]))] : [];

    /// <summary>Who sends it.</summary>
    public Address Sender()
    {
        if (fields.TryMember("sender", out var sender)) return sender.Address();
        var key = new byte[Secp256k1.PublicKeySize];
        return Secp256k1.TryPublicKey(fields.Member("secretKey").Hash().Bytes, key) ? Address.FromPublicKey(key) : throw new FormatException("\"secretKey\" is none");
    }

    /// <summary>The transaction from its fields, without a signature.</summary>
    public Transaction Build()
    {
        var kind = Kind();
        var cap = FeeCap;
        return new Transaction
        {
            Kind = kind,
            ChainId = kind == TransactionKind.Legacy ? null : chainId,
            Nonce = fields.Member("nonce").Word(),
            MaxFeePerGas = cap,
            MaxPriorityFeePerGas = fields.TryMember("maxPriorityFeePerGas", out var tip) ? tip.Number() : cap,
            GasLimit = Pick("gasLimit", "gas").Word(),
            To = To,
            Value = Pick("value", "value").Number(),
            Input = Pick("data", "data").Bytes(),
            AccessList = AccessList,
            MaxFeePerBlobGas = fields.TryMember("maxFeePerBlobGas", out var blobCap) ? blobCap.Number() : UInt256.Zero,
            BlobVersionedHashes = fields.TryMember("blobVersionedHashes", out var blobs) ? [.. blobs.Items().Select(static b => b.Hash())] : [],
            AuthorizationList = fields.TryMember("authorizationList", out var list) ? [.. list.Items().Select(AuthorizationOf)] : [],
            Signature = Unsigned,
        };
    }

    /// <summary>The first field that a decoded transaction and the test's fields say differently; null where they agree.</summary>
    public string? DifferenceTo(Transaction decoded)
    {
        if (decoded.Nonce != fields.Member("nonce").Word()) return "nonce";
        if (decoded.To != To) return "to";
        if (decoded.GasLimit != Pick("gasLimit", "gas").Word()) return "gas limit";
        if (decoded.Value != Pick("value", "value").Number()) return "value";
        if (!decoded.Input.Span.SequenceEqual(Pick("data", "data").Bytes())) return "data";
        return decoded.MaxFeePerGas != FeeCap ? "fee cap" : null;
    }

    private static Authorization AuthorizationOf(JsonElement item) => new(
        item.Member("chainId").Number(), item.Member("address").Address(), item.Member("nonce").Word(),
        new TransactionSignature((item.TryMember("yParity", out var parity) ? parity : item.Member("v")).Number(), item.Member("r").Number(), item.Member("s").Number()));

    private TransactionKind Kind()
    {
        if (fields.TryMember("authorizationList", out _)) return TransactionKind.SetCode;
        if (fields.TryMember("maxFeePerBlobGas", out _)) return TransactionKind.Blob;
        if (fields.TryMember("maxFeePerGas", out _)) return TransactionKind.DynamicFee;
        return fields.TryMember("accessLists", out _) ? TransactionKind.AccessList : TransactionKind.Legacy;
    }

    private JsonElement Pick(string list, string index) => Pick(fields.Member(list), index);

    private JsonElement Pick(JsonElement list, string index)
    {
        var items = list.Items();
        var number = indexes.Member(index);
        return number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var at) && at >= 0 && at < items.Length
            ? items[at] : throw new FormatException($"index \"{index}\" names no item");
    }
}
