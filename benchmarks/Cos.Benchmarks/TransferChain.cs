using System.Collections.Immutable;
using Cos.Chain.Production;
using Cos.Chain.Queries;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Execution.Blocks;
using Cos.Execution.Genesis;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Benchmarks;

/// <summary>A development chain on which many accounts hold credit and a token, and the blocks in which each of them makes one transfer.</summary>
internal sealed class TransferChain
{
    /// <summary>Transfers in a block; each has another sender.</summary>
    public const int Transfers = 5_000;

    private const ulong GenesisMilliseconds = 1_700_000_000_000;
    private const ulong GasLimit = 1_000_000_000; // 5,000 transfers of a token need more than a development block has
    private const int Recipients = 1_000;

    private static readonly Address Token = Address.FromLow(0x70ce);

    private readonly byte[][] _keys = [.. Enumerable.Range(0, Transfers).Select(static i => Keccak256.Hash(BitConverter.GetBytes(i)))];
    private readonly Address[] _senders;

    /// <summary>Derives the accounts and makes the genesis.</summary>
    public TransferChain()
    {
        _senders = [.. _keys.Select(AddressOf)];
        Seat = new SeatKey(Address.FromLow(0x5ea7), Ed25519Key.FromSeed(_keys[0]));
        var seat = new GenesisProducer(Seat.Address, Seat.PublicKey, "seat");
        var spec = DevGenesis.Create(DevGenesis.ChainId, new DposParameters { GenesisMilliseconds = GenesisMilliseconds, Seats = 1, Standbys = 0 }, [seat]);
        var each = Credit.FromCos(1_000).ToWei();
        var reserve = spec.Alloc.Single(static account => account.Address == SystemAccounts.AllianceReserve);
        var balances = _senders.Select(static sender => (Slot: TokenCode.BalanceSlot(sender), Value: (UInt256)1_000_000_000UL));
        ImmutableArray<GenesisAccount> alloc =
        [
            .. spec.Alloc.Remove(reserve),
            reserve with { Balance = reserve.Balance - (each * Transfers) },
            .. _senders.Select(sender => new GenesisAccount(sender, each, 0, default, [])),
            new GenesisAccount(Token, UInt256.Zero, 1, TokenCode.Deployed(), [.. balances.OrderBy(static balance => balance.Slot)]),
        ];
        Spec = spec with { Alloc = [.. alloc.OrderBy(static account => account.Address)], GasLimit = GasLimit };
        Genesis = GenesisState.Build(Spec);
    }

    /// <summary>The key of its one seat.</summary>
    public SeatKey Seat { get; }

    /// <summary>The chain's spec.</summary>
    public ChainSpec Spec { get; }

    /// <summary>Its genesis.</summary>
    public GenesisState Genesis { get; }

    /// <summary>A transfer of credit from each account, whose nonces are all <paramref name="nonce"/>.</summary>
    public RecoveredTransaction[] OfCredit(ulong nonce) =>
        [.. _keys.Select((_, i) => Sign(i, Unsigned(nonce, RecipientOf(i), wei: 1, gas: 21_000, default)))];

    /// <summary>A transfer of the token from each account, whose nonces are all <paramref name="nonce"/>.</summary>
    public RecoveredTransaction[] OfTokens(ulong nonce) =>
        [.. _keys.Select((_, i) => Sign(i, Unsigned(nonce, Token, wei: 0, gas: 100_000, TokenCode.CallOf(RecipientOf(i), 1 + (ulong)i))))];

    /// <summary>A child's header before its execution: what the context is made of.</summary>
    public BlockHeader HeaderOver(BlockHeader parent, in BlockHash parentHash) => parent with
    {
        ParentHash = parentHash,
        Number = parent.Number + 1,
        Timestamp = parent.Timestamp + 1,
        Coinbase = Spec.Seats[0].Address,
        BaseFeePerGas = Spec.BaseFeePerGas,
    };

    /// <summary>The context of a block; no producers' hooks run in it.</summary>
    public BlockContext ContextOf(BlockHeader header) =>
        BlockContexts.Of(Spec, header, AncestorHashes.Empty.With(header.Number - 1, header.ParentHash.Value), null);

    /// <summary>Throws unless a block took every transfer and every one succeeded.</summary>
    public static BlockResult Checked(BlockResult result)
    {
        Invariant.Require(result.Receipts.Length == Transfers && result.Receipts.All(static receipt => receipt.Succeeded), "every transfer succeeds");
        return result;
    }

    // Half of the recipients of a block are new accounts in its first block and old ones after it.
    private Address RecipientOf(int sender) =>
        sender % 2 == 0 ? _senders[(sender + 1) % Recipients] : Address.FromLow(0xfee0_0000 + (ulong)(sender % Recipients));

    private static Address AddressOf(byte[] key)
    {
        Span<byte> point = stackalloc byte[Secp256k1.PublicKeySize];
        Secp256k1.TryPublicKey(key, point);
        return new Address(Keccak256.Hash(point).AsSpan(12));
    }

    private static Transaction Unsigned(ulong nonce, in Address to, ulong wei, ulong gas, ReadOnlyMemory<byte> input) => new()
    {
        Kind = TransactionKind.DynamicFee,
        ChainId = DevGenesis.ChainId,
        Nonce = nonce,
        MaxPriorityFeePerGas = 1_000_000_000,
        MaxFeePerGas = 100_000_000_000,
        GasLimit = gas,
        To = to,
        Value = wei,
        Input = input,
        Signature = new TransactionSignature(0, 0, 0),
    };

    private RecoveredTransaction Sign(int sender, Transaction unsigned) => new(unsigned.Sign(_keys[sender]), _senders[sender]);
}
