using Cos.Crypto.Hashing;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Primitives.Tests.Transactions;

public sealed class TransactionSignerTests
{
    private static readonly UInt256 HalfOrder = UInt256.FromBigEndian(Convert.FromHexString("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0"));

    [Test]
    public void Recovers_the_signer_of_every_basic_transaction_and_encodes_it_to_the_letter()
    {
        foreach (var test in Vectors.File("BasicTests/txtest.json").EnumerateArray())
        {
            var signed = Convert.FromHexString(test.GetProperty("signed").GetString()!);
            var key = Convert.FromHexString(test.GetProperty("key").GetString()!);
            Assert.That(TransactionCodec.TryDecode(signed, out var transaction, out _), Is.True);
            Assert.That(TransactionCodec.Encode(transaction!), Is.EqualTo(signed));
            Assert.That(transaction!.Nonce, Is.EqualTo(test.GetProperty("nonce").GetUInt64()));
            Assert.That(transaction.MaxFeePerGas, Is.EqualTo((UInt256)test.GetProperty("gasprice").GetUInt64()));
            Assert.That(transaction.GasLimit, Is.EqualTo(test.GetProperty("startgas").GetUInt64()));
            Assert.That(transaction.Value, Is.EqualTo((UInt256)test.GetProperty("value").GetUInt64()));
            Assert.That(Convert.ToHexStringLower(transaction.Input.Span), Is.EqualTo(test.GetProperty("data").GetString()));
            Assert.That(transaction.To?.ToString() ?? "0x", Is.EqualTo("0x" + test.GetProperty("to").GetString()));

            // One of them was signed before EIP-2 with an s in the upper half, which nobody may use any more.
            var isLow = transaction.Signature.S <= HalfOrder;
            Assert.That(SenderRecovery.TryRecover(transaction, out var sender), Is.EqualTo(isLow));
            Assert.That(SenderRecovery.TryRecover(transaction.Sign(key), out var signer), Is.True);
            Assert.That(sender, isLow ? Is.EqualTo(signer) : Is.EqualTo(default(Address)));
        }
    }

    [Test]
    public void Signs_the_hash_of_the_six_unsigned_fields_where_no_chain_is_named()
    {
        foreach (var test in Vectors.File("BasicTests/txtest.json").EnumerateArray())
        {
            Assert.That(TransactionCodec.TryDecode(Convert.FromHexString(test.GetProperty("signed").GetString()!), out var transaction, out _), Is.True);
            // The vector's unsigned form ends with three empty signature fields; what is signed is the list without them.
            var unsigned = Convert.FromHexString(test.GetProperty("unsigned").GetString()!);
            var payload = unsigned[(unsigned[0] < 0xf8 ? 1 : 2)..^3];
            byte[] list = payload.Length < 56 ? [(byte)(0xc0 + payload.Length), .. payload] : [0xf8, (byte)payload.Length, .. payload];
            Assert.That(TransactionCodec.SigningHash(transaction!), Is.EqualTo(new Hash256(Keccak256.Hash(list))));
        }
    }
}
