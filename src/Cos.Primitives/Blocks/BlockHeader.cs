using Cos.Primitives.Values;

namespace Cos.Primitives.Blocks;

/// <summary>Ethereum's header as of Osaka: same RLP, same hash. The fields after <see cref="Nonce"/> are absent in older forks' vectors.</summary>
public sealed record BlockHeader
{
    /// <summary>The parent block's hash.</summary>
    public required BlockHash ParentHash { get; init; }

    /// <summary>Hash of the empty ommer list on this chain.</summary>
    public required Hash256 OmmersHash { get; init; }

    /// <summary>The producer's address.</summary>
    public required Address Coinbase { get; init; }

    /// <summary>Root of the world state after the block.</summary>
    public required Hash256 StateRoot { get; init; }

    /// <summary>Root of the transactions' trie.</summary>
    public required Hash256 TransactionsRoot { get; init; }

    /// <summary>Root of the receipts' trie.</summary>
    public required Hash256 ReceiptsRoot { get; init; }

    /// <summary>Bloom of every log in the block.</summary>
    public required Bloom LogsBloom { get; init; }

    /// <summary>The block's weight on a DPoS chain (consensus.md).</summary>
    public required UInt256 Difficulty { get; init; }

    /// <summary>Height.</summary>
    public required ulong Number { get; init; }

    /// <summary>The most gas the block may use.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>Gas used by its transactions.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>Seconds since the Unix epoch: the slot's start, rounded down.</summary>
    public required ulong Timestamp { get; init; }

    /// <summary>RLP of <see cref="HeaderExtra"/>.</summary>
    public required ReadOnlyMemory<byte> ExtraBytes { get; init; }

    /// <summary>PREVRANDAO, the chained VRF output.</summary>
    public required Hash256 PrevRandao { get; init; }

    /// <summary>Eight zero bytes.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>EIP-1559 base fee in wei a gas.</summary>
    public UInt256? BaseFeePerGas { get; init; }

    /// <summary>EIP-4895 root: the empty trie's on this chain.</summary>
    public Hash256? WithdrawalsRoot { get; init; }

    /// <summary>EIP-4844: zero on this chain.</summary>
    public ulong? BlobGasUsed { get; init; }

    /// <summary>EIP-4844: zero on this chain.</summary>
    public ulong? ExcessBlobGas { get; init; }

    /// <summary>EIP-4788: zero on this chain.</summary>
    public Hash256? ParentBeaconBlockRoot { get; init; }

    /// <summary>EIP-7685: SHA-256 of nothing on this chain.</summary>
    public Hash256? RequestsHash { get; init; }
}
