using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Fuzzing.Targets;

/// <summary>Blocks, and the seal, certificate and voting set in their headers: what decodes is encoded back byte for byte.</summary>
public sealed class BlockTarget : IFuzzTarget
{
    /// <inheritdoc />
    public string Name => "block";

    /// <inheritdoc />
    public IReadOnlyList<byte[]> Seeds { get; } = [.. new TransactionTarget().Seeds.Select(Seed).Prepend(Seed(null))];

    /// <inheritdoc />
    public bool Run(ReadOnlySpan<byte> input)
    {
        if (!BlockCodec.TryDecode(input, out var block, out _))
        {
            return false;
        }

        FindingException.Require(BlockCodec.Encode(block).AsSpan().SequenceEqual(input), "a block that decodes is encoded back as it was");
        if (HeaderExtraCodec.TryDecode(block.Header.ExtraBytes.Span, out var extra))
        {
            FindingException.Require(HeaderExtraCodec.Encode(extra).AsSpan().SequenceEqual(block.Header.ExtraBytes.Span), "a header's extra data is encoded back as it was");
        }

        return true;
    }

    private static byte[] Seed(byte[]? transaction)
    {
        ImmutableArray<Transaction> transactions = transaction is not null && TransactionCodec.TryDecode(transaction, out var one, out _) ? [one] : [];
        return BlockCodec.Encode(new Block(Header(), transactions));
    }

    private static BlockHeader Header() => new()
    {
        ParentHash = BlockHash.Zero,
        OmmersHash = Hash256.FromUInt256(1),
        Coinbase = Address.FromLow(0xc01),
        StateRoot = Hash256.FromUInt256(2),
        TransactionsRoot = Hash256.FromUInt256(3),
        ReceiptsRoot = Hash256.FromUInt256(4),
        LogsBloom = Bloom.Empty,
        Difficulty = UInt256.Zero,
        Number = 9,
        GasLimit = 30_000_000,
        GasUsed = 21_000,
        Timestamp = 1_700_000_000,
        ExtraBytes = HeaderExtraCodec.Encode(Extra()),
        PrevRandao = Hash256.FromUInt256(5),
        Nonce = 0,
        BaseFeePerGas = 10_000_000_000,
        WithdrawalsRoot = Hash256.FromUInt256(6),
        BlobGasUsed = 0,
        ExcessBlobGas = 0,
        ParentBeaconBlockRoot = Hash256.Zero,
        RequestsHash = Hash256.FromUInt256(7),
    };

    private static HeaderExtra Extra() => new()
    {
        Slot = 77,
        RandaoReveal = new byte[HeaderExtraCodec.RevealBytes],
        Seal = new byte[HeaderExtraCodec.SealBytes],
        VotingSet = new VotingSet([new VotingMember(Address.FromLow(1), Hash256.FromUInt256(8))]),
        Certificate = new Certificate
        {
            ChainId = 3077,
            Instance = 8,
            Round = 0,
            SetHash = Hash256.FromUInt256(9),
            BlockHash = BlockHash.Zero,
            BlockNumber = 8,
            Bitmap = new byte[] { 1 },
            Signatures = [new byte[CertificateCodec.SignatureBytes]],
        },
    };
}
