using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Chain.Tests;

/// <summary>An account whose key the tests know.</summary>
public sealed class Wallet
{
    private readonly byte[] _key;

    public Wallet(int index)
    {
        _key = Keccak256.Hash(BitConverter.GetBytes(index));
        Span<byte> point = stackalloc byte[64];
        Secp256k1.TryPublicKey(_key, point);
        Address = new Address(Keccak256.Hash(point).AsSpan(12));
    }

    public Address Address { get; }

    public RecoveredTransaction Send(ulong nonce, Address? to = null, ulong wei = 1, ulong tip = 1_000_000_000, ulong cap = 100_000_000_000, ulong gas = 21_000, ulong chainId = TestChain.ChainId)
    {
        var unsigned = new Transaction
        {
            Kind = TransactionKind.DynamicFee,
            ChainId = chainId,
            Nonce = nonce,
            MaxPriorityFeePerGas = tip,
            MaxFeePerGas = cap,
            GasLimit = gas,
            To = to ?? Address.FromLow(0xdead),
            Value = wei,
            Input = default,
            Signature = new TransactionSignature(0, 0, 0),
        };
        return Sign(unsigned);
    }

    public RecoveredTransaction Sign(Transaction unsigned) => new(unsigned.Sign(_key), Address);
}
