using Cos.Primitives.Values;

namespace Cos.Primitives.Rules;

/// <summary>The protocol's constants at one height: one immutable value, chosen by height and passed down.</summary>
public sealed record ChainRules
{
    /// <summary>EIP-155 chain id.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>Where the price of gas goes; <see cref="FeeRule.Credit"/> also guards the system accounts and checks that every block conserves the supply.</summary>
    public required FeeRule FeeRule { get; init; }

    /// <summary>EIP-1559: the base fee moves by at most this fraction a block (8 on Ethereum, 200 here).</summary>
    public required ulong BaseFeeChangeDenominator { get; init; }

    /// <summary>EIP-1559: the gas limit over the target.</summary>
    public ulong ElasticityMultiplier { get; init; } = 2;

    /// <summary>The base fee never falls below this many wei a gas (10^10 here: one unit of credit).</summary>
    public required UInt256 BaseFeeFloor { get; init; }

    /// <summary>EIP-7825: the most gas one transaction may ask for.</summary>
    public ulong TransactionGasMax { get; init; } = 1UL << 24;

    /// <summary>EIP-170.</summary>
    public int CodeBytesMax { get; init; } = 24_576;

    /// <summary>EIP-3860.</summary>
    public int InitCodeBytesMax { get; init; } = 49_152;

    /// <summary>The most bytes of a block's RLP (EIP-7934; 10 MiB here, 8 MiB on Ethereum).</summary>
    public int BlockBytesMax { get; init; } = 10 * 1024 * 1024;

    /// <summary>Whether a block may hold type-3 transactions: for conformance runs only.</summary>
    public bool AllowsBlobs { get; init; }

    /// <summary>Blob gas schedule, EIP-7691/7892/7918; used only where blobs are allowed.</summary>
    public BlobSchedule Blobs { get; init; } = BlobSchedule.Prague;

    /// <summary>The rules of a COS chain: credit fees, the floor of one unit a gas, Ethereum's speed of base-fee change a second at half-second blocks.</summary>
    public static ChainRules ForCredit(ulong chainId) => new()
    {
        ChainId = chainId,
        FeeRule = FeeRule.Credit,
        BaseFeeChangeDenominator = 200,
        BaseFeeFloor = new UInt256(Credit.WeiPerUnit, 0, 0, 0),
    };

    /// <summary>Ethereum's Osaka, for conformance runs.</summary>
    public static ChainRules ForEthereum(ulong chainId) => new()
    {
        ChainId = chainId,
        FeeRule = FeeRule.Ethereum,
        BaseFeeChangeDenominator = 8,
        BaseFeeFloor = default,
        BlockBytesMax = 8 * 1024 * 1024, // 10 MiB less 2 MiB for the consensus layer's part
        AllowsBlobs = true,
    };
}
