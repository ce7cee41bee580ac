namespace Cos.Consensus.Tally;

/// <summary>Why a certificate proves nothing.</summary>
public enum CertificateRejection
{
    /// <summary>Not a reason.</summary>
    Unspecified = 0,

    /// <summary>It is for another chain.</summary>
    WrongChain = 1,

    /// <summary>It names another voting set.</summary>
    WrongSet = 2,

    /// <summary>The bitmap's length is not the set's, or a bit beyond the set is on.</summary>
    MalformedBitmap = 3,

    /// <summary>There is not exactly one signature of 64 bytes for each bit.</summary>
    WrongSignatureCount = 4,

    /// <summary>Fewer members signed than a quorum.</summary>
    NoQuorum = 5,

    /// <summary>A signature is not its member's for this vote.</summary>
    BadSignature = 6,
}
