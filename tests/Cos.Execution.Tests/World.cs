using System.Collections.Immutable;
using Cos.Execution.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Execution.Tests;

/// <summary>A small state and blocks on it; senders are named, not signed.</summary>
internal sealed class World
{
    public static readonly ChainRules CreditRules = ChainRules.ForCredit(3077);
    public static readonly ChainRules EthereumRules = ChainRules.ForEthereum(1);
    public static readonly Address Alice = Address.FromLow(0xa11ce);
    public static readonly Address Bob = Address.FromLow(0xb0b);
    public static readonly Address Producer = Address.FromLow(0x9800);
    public static readonly Address Contract = Address.FromLow(0xc0de);
    public static readonly UInt256 Gwei = 1_000_000_000;
    public static readonly UInt256 OneCos = Gwei * Gwei;

    private ulong _number;

    public World(ChainRules rules)
    {
        Rules = rules;
        Put(Alice, balance: OneCos * (UInt256)1_000UL);
    }

    public ChainRules Rules { get; }

    public MemoryState State { get; } = new();

    public void Put(Address address, UInt256 balance = default, ulong nonce = 0, string code = "", params (UInt256 Slot, UInt256 Value)[] storage) =>
        State.Put([new GenesisAccount(address, balance, nonce, Convert.FromHexString(code), [.. storage])]);

    public BlockContext Context() => new()
    {
        Rules = Rules,
        Number = _number + 1,
        Timestamp = 1_700_000_000 + _number,
        Coinbase = Producer,
        GasLimit = 200_000_000,
        BaseFee = Rules.BaseFeeFloor.IsZero ? Gwei : Rules.BaseFeeFloor,
        PrevRandao = Hash256.FromUInt256(7),
        ParentHash = BlockHash.Zero,
        Ancestors = AncestorHashes.Empty,
    };

    /// <summary>Executes a block that must be valid and moves on to its state.</summary>
    public BlockResult Run(params RecoveredTransaction[] transactions)
    {
        var result = BlockExecutor.Execute(State, Context(), transactions);
        Assert.That(result.Invalid, Is.Null);
        State.Apply(result.Diff);
        _number++;
        return result;
    }

    public UInt256 BalanceOf(Address address) => State.TryGetAccount(address, out var account) ? account.Balance : UInt256.Zero;

    public ulong NonceOf(Address address) => State.TryGetAccount(address, out var account) ? account.Nonce : 0;

    public ReadOnlyMemory<byte> CodeOf(Address address) => State.TryGetAccount(address, out var account) ? State.GetCode(account.CodeHash) : default;

    /// <summary>A transaction that offers twice the base fee and no tip beyond it unless told otherwise.</summary>
    public RecoveredTransaction Tx(
        Address from, Address? to, UInt256 value = default, string input = "", ulong gas = 1_000_000, ulong? nonce = null, UInt256? cap = null,
        UInt256? tip = null, ImmutableArray<AccessListEntry>? accessList = null, ImmutableArray<Authorization>? authorizations = null,
        TransactionKind? kind = null, ulong? chainId = null, ImmutableArray<Hash256>? blobs = null, UInt256 blobCap = default)
    {
        var offered = cap ?? Context().BaseFee * (UInt256)2UL;
        return new RecoveredTransaction(new Transaction
        {
            Kind = kind ?? (authorizations is null ? TransactionKind.DynamicFee : TransactionKind.SetCode),
            ChainId = chainId ?? Rules.ChainId,
            Nonce = nonce ?? NonceOf(from),
            MaxPriorityFeePerGas = tip ?? UInt256.Zero,
            MaxFeePerGas = offered,
            GasLimit = gas,
            To = to,
            Value = value,
            Input = Convert.FromHexString(input),
            AccessList = accessList ?? [],
            AuthorizationList = authorizations ?? [],
            BlobVersionedHashes = blobs ?? [],
            MaxFeePerBlobGas = blobCap,
            Signature = new TransactionSignature(0, 1, 1),
        }, from);
    }
}
