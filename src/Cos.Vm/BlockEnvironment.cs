using Cos.Primitives.Values;

namespace Cos.Vm;

/// <summary>What a contract can learn of the block it runs in.</summary>
public sealed record BlockEnvironment
{
    /// <summary>NUMBER.</summary>
    public required ulong Number { get; init; }

    /// <summary>TIMESTAMP in Unix seconds.</summary>
    public required ulong Timestamp { get; init; }

    /// <summary>COINBASE: the producer's account.</summary>
    public required Address Coinbase { get; init; }

    /// <summary>GASLIMIT.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>BASEFEE (EIP-3198) in wei a gas.</summary>
    public required UInt256 BaseFee { get; init; }

    /// <summary>BLOBBASEFEE (EIP-7516) in wei a blob gas.</summary>
    public UInt256 BlobBaseFee { get; init; } = UInt256.One;

    /// <summary>PREVRANDAO (EIP-4399).</summary>
    public required Hash256 PrevRandao { get; init; }

    /// <summary>For BLOCKHASH.</summary>
    public required AncestorHashes Ancestors { get; init; }
}
