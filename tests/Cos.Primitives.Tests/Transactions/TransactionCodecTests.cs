using System.Collections.Immutable;
using Cos.Crypto.Signatures;
using Cos.Primitives.Codec;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Transactions;

public sealed class TransactionCodecTests
{
    private static readonly TransactionSignature Unsigned = new(0, 0, 0);
    private static readonly Gen<byte[]> Key = Gen.Byte[1, 255].Array[32].Where(k => k[0] < 0xff);
    private static readonly Gen<AccessListEntry> Access = Gen.Select(Generators.Account, Generators.Word.Array[0, 3], (a, s) => new AccessListEntry(a, [.. s]));
    private static readonly Gen<Authorization> Authority = Gen.Select(Generators.Account, Gen.ULong, Key, (a, n, k) => TransactionSigner.Authorize(1, a, n, k));

    /// <summary>Transactions of every kind, unsigned.</summary>
    internal static readonly Gen<Transaction> Any = Gen.Select(
        Gen.Select(Gen.Int[1, 5], Gen.ULong[0, 1UL << 60], Gen.ULong, Gen.Bool, Generators.Account),
        Gen.Select(Generators.Small, Generators.Small, Generators.Small, Gen.ULong, Gen.Byte.Array[0, 100]),
        Gen.Select(Access.Array[0, 3], Generators.Digest.Array[0, 3], Authority.Array[0, 2]),
        (head, numbers, lists) => Make((TransactionKind)head.Item1, head.Item2, head.Item3, head.Item4 ? head.Item5 : null, numbers, lists));

    private static Transaction Make(
        TransactionKind kind, ulong chain, ulong nonce, Address? to, (UInt256 Tip, UInt256 Cap, UInt256 Value, ulong Gas, byte[] Input) n,
        (AccessListEntry[] Accesses, Hash256[] Blobs, Authorization[] Authorities) lists) => new()
        {
            Kind = kind,
            ChainId = kind == TransactionKind.Legacy && chain % 3 == 0 ? null : chain,
            Nonce = nonce,
            MaxPriorityFeePerGas = kind >= TransactionKind.DynamicFee ? n.Tip : n.Cap,
            MaxFeePerGas = n.Cap,
            GasLimit = n.Gas,
            To = kind >= TransactionKind.Blob ? to ?? Address.FromLow(1) : to,
            Value = n.Value,
            Input = n.Input,
            AccessList = kind == TransactionKind.Legacy ? [] : [.. lists.Accesses],
            MaxFeePerBlobGas = kind == TransactionKind.Blob ? n.Tip : default,
            BlobVersionedHashes = kind == TransactionKind.Blob ? [.. lists.Blobs] : [],
            AuthorizationList = kind == TransactionKind.SetCode ? [.. lists.Authorities] : [],
            Signature = Unsigned,
        };

    [Test]
    public void Round_trips_every_kind_and_finds_its_signer() => Gen.Select(Any, Key).Sample((unsigned, key) =>
    {
        Transaction signed = unsigned.Sign(key);
        byte[] publicKey = new byte[Secp256k1.PublicKeySize];
        Secp256k1.TryPublicKey(key, publicKey);
        Assert.That(TransactionCodec.TryDecode(signed.Encoded.Span, out Transaction? back, out TxDecodeError error), Is.True, error.ToString());
        Assert.That(TransactionCodec.Encode(back!), Is.EqualTo(signed.Encoded.ToArray()));
        Assert.That((back!.Kind, back.ChainId, back.Nonce, back.To, back.Hash), Is.EqualTo((signed.Kind, signed.ChainId, signed.Nonce, signed.To, signed.Hash)));
        Assert.That(SenderRecovery.TryRecover(back, out Address sender), Is.True);
        Assert.That(sender, Is.EqualTo(Address.FromPublicKey(publicKey)));
    }, iter: 1_000);

    [Test]
    public void Round_trips_inside_a_block() => Gen.Select(Any.Array[0, 5], Key).Sample((unsigned, key) =>
    {
        Transaction[] all = [.. unsigned.Select(t => t.Sign(key))];
        RlpWriter writer = new();
        writer.StartList();
        foreach (Transaction t in all) TransactionCodec.EncodeListItem(t, writer);
        writer.EndList();
        RlpReader reader = new(writer.Written);
        Assert.That(reader.TryReadList(out RlpReader list), Is.True);
        foreach (Transaction t in all)
            Assert.That(TransactionCodec.TryDecodeListItem(ref list, out Transaction? back, out _) && back.Hash == t.Hash, Is.True);
        Assert.That(list.AtEnd, Is.True);
    }, iter: 300);

    [Test]
    public void Accepts_only_canonical_bytes_whatever_is_damaged() => Gen.Select(Any, Gen.Int[0, 4_000], Gen.Byte).Sample((transaction, at, with) =>
    {
        byte[] bytes = TransactionCodec.Encode(transaction.Sign(Enumerable.Repeat((byte)7, 32).ToArray()));
        bytes[at % bytes.Length] = with;
        if (!TransactionCodec.TryDecode(bytes, out Transaction? back, out TxDecodeError error)) return error != TxDecodeError.Unspecified;
        SenderRecovery.TryRecover(back, out _);
        return error == TxDecodeError.Unspecified && TransactionCodec.Encode(back).AsSpan().SequenceEqual(bytes);
    }, iter: 3_000);

    [Test]
    public void Never_throws_on_random_bytes() => Gen.Select(Gen.Byte[0, 6], Gen.Byte.Array[0, 200]).Sample((type, tail) =>
    {
        byte[] bytes = [type, .. tail];
        return (TransactionCodec.TryDecode(bytes, out _, out _) | TransactionCodec.TryDecode(tail, out _, out _)) || true;
    }, iter: 50_000);

    [TestCase("0x", TxDecodeError.Empty)]
    [TestCase("0x00", TxDecodeError.UnknownType)]
    [TestCase("0x05c0", TxDecodeError.UnknownType)]
    [TestCase("0x7f", TxDecodeError.UnknownType)]
    [TestCase("0x80", TxDecodeError.MalformedList)]
    [TestCase("0x02", TxDecodeError.MalformedList)]
    [TestCase("0x02c0", TxDecodeError.TooFewFields)]
    [TestCase("0xc0", TxDecodeError.TooFewFields)]
    [TestCase("0xc000", TxDecodeError.TrailingBytes)]
    [TestCase("0x02c180", TxDecodeError.TooFewFields)]
    [TestCase("0x02c1c0", TxDecodeError.BadChainId)]
    public void Names_what_is_wrong(string text, TxDecodeError expected)
    {
        Hex.TryDecode(text, out byte[] bytes);
        Assert.That(TransactionCodec.TryDecode(bytes, out _, out TxDecodeError error), Is.False);
        Assert.That(error, Is.EqualTo(expected));
    }

    [Test]
    public void Refuses_a_blob_or_set_code_transaction_that_creates([Values(TransactionKind.Blob, TransactionKind.SetCode)] TransactionKind kind)
    {
        Transaction creating = Plain(kind, to: null, []);
        Assert.That(TransactionCodec.TryDecode(creating.Encoded.Span, out _, out TxDecodeError error), Is.False);
        Assert.That(error, Is.EqualTo(TxDecodeError.BadRecipient));
    }

    [Test]
    public void Recovers_authorities() => Gen.Select(Generators.Account, Gen.ULong, Key).Sample((target, nonce, key) =>
    {
        byte[] publicKey = new byte[Secp256k1.PublicKeySize];
        Secp256k1.TryPublicKey(key, publicKey);
        Authorization authorization = TransactionSigner.Authorize(3077, target, nonce, key);
        return SenderRecovery.TryRecoverAuthority(authorization, out Address authority) && authority == Address.FromPublicKey(publicKey)
            && !SenderRecovery.TryRecoverAuthority(authorization with { Signature = authorization.Signature with { V = 2 } }, out _);
    }, iter: 200);

    [Test]
    public void Refuses_the_mirror_of_a_signature() // EIP-2
    {
        _ = UInt256.TryParse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", out UInt256 order);
        Transaction signed = Plain(TransactionKind.DynamicFee, Address.FromLow(1), []).Sign(Enumerable.Repeat((byte)9, 32).ToArray());
        TransactionSignature s = signed.Signature;
        Assert.That(SenderRecovery.TryRecover(signed, out _), Is.True);
        Assert.That(SenderRecovery.TryRecover(signed.WithSignature(new TransactionSignature(UInt256.One - s.V, s.R, order - s.S)), out _), Is.False);
        Assert.That(SenderRecovery.TryRecover(signed.WithSignature(s with { S = 0 }), out _), Is.False);
        Assert.That(SenderRecovery.TryRecover(signed.WithSignature(s with { R = order }), out _), Is.False);
    }

    [Test]
    public void Bounds_what_a_parity_may_be()
    {
        Assert.That(Decodes(255, out _), Is.True, "only that authorization is void");
        Assert.That(Decodes(256, out TxDecodeError error), Is.False);
        Assert.That(error, Is.EqualTo(TxDecodeError.BadAuthorizations));
    }

    private static bool Decodes(ulong parity, out TxDecodeError error)
    {
        ImmutableArray<Authorization> odd = [new Authorization(1, Address.FromLow(2), 0, new TransactionSignature(parity, 1, 1))];
        return TransactionCodec.TryDecode(Plain(TransactionKind.SetCode, Address.FromLow(1), odd).Encoded.Span, out _, out error);
    }

    private static Transaction Plain(TransactionKind kind, Address? to, ImmutableArray<Authorization> authorizations) => new()
    {
        Kind = kind,
        ChainId = 1,
        Nonce = 0,
        MaxFeePerGas = 1,
        MaxPriorityFeePerGas = 1,
        GasLimit = 21_000,
        To = to,
        Value = 0,
        Input = default,
        AuthorizationList = authorizations,
        Signature = Unsigned,
    };
}
