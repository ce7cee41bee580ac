namespace Cos.Primitives.Rules;

/// <summary>EIP-7840 blob schedule: target and maximum blobs a block, and the price's update fraction.</summary>
public sealed record BlobSchedule(ulong Target, ulong Max, ulong BaseFeeUpdateFraction)
{
    /// <summary>EIP-7691 values, in force in Prague and in Osaka before its parameter-only forks.</summary>
    public static readonly BlobSchedule Prague = new(6, 9, 5_007_716);
}
