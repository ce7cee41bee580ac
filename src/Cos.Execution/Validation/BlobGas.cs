using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Execution.Validation;

/// <summary>EIP-4844 blob gas, for conformance runs: a COS chain takes no blobs.</summary>
public static class BlobGas
{
    /// <summary>Gas of one blob.</summary>
    public const ulong PerBlob = 1 << 17;

    /// <summary>EIP-7594: the most blobs of one transaction.</summary>
    public const int BlobsPerTransactionMax = 6;

    /// <summary>The first byte of a KZG commitment's versioned hash.</summary>
    public const byte HashVersion = 0x01;

    // Terms grow, then shrink; with excess bounded by a block's header field this many are never reached.
    private const ulong TermsMax = 100_000;

    /// <summary>The price of one blob gas in wei: EIP-4844's fake exponential of the excess.</summary>
    public static UInt256 BaseFee(BlobSchedule schedule, ulong excessBlobGas)
    {
        UInt256 fraction = schedule.BaseFeeUpdateFraction;
        UInt256 excess = excessBlobGas;
        UInt256 term = fraction;
        UInt256 sum = UInt256.Zero;
        for (ulong i = 1; !term.IsZero && i < TermsMax; i++)
        {
            sum = UInt256.AddChecked(in sum, in term);
            if (!UInt256.TryMultiply(in term, in excess, out var product)) return UInt256.MaxValue;
            term = product / (fraction * (UInt256)i);
        }

        return sum / fraction;
    }
}
