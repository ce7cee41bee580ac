namespace Cos.Consensus.Dpos;

/// <summary>Why a block is not taken (consensus.md, "A block is valid iff" and Limits).</summary>
public enum BlockRejection
{
    /// <summary>Not a reason.</summary>
    Unspecified = 0,

    /// <summary>The block is known already.</summary>
    AlreadyKnown = 1,

    /// <summary>The parent is not known.</summary>
    UnknownParent = 2,

    /// <summary>The parent was found invalid, and so is all that builds on it.</summary>
    InvalidParent = 3,

    /// <summary>It would fork from below the final block, or below the states still held.</summary>
    ForksTooDeep = 4,

    /// <summary>The encoding is longer than EIP-7934 allows.</summary>
    Oversized = 5,

    /// <summary>extraData is longer than 8 KiB.</summary>
    ExtraOversized = 6,

    /// <summary>extraData is not what the header's version says.</summary>
    MalformedExtra = 7,

    /// <summary>The height is not the parent's plus one.</summary>
    WrongNumber = 8,

    /// <summary>A field that is constant on this chain has another value.</summary>
    WrongConstant = 9,

    /// <summary>The slot is not after the parent's, or has no moment.</summary>
    SlotNotAfterParent = 10,

    /// <summary>The slot starts further ahead of the clock than the drift allowed, but within a turn: worth keeping until then.</summary>
    TooEarly = 11,

    /// <summary>The slot starts more than a turn ahead of the clock.</summary>
    FarFuture = 12,

    /// <summary>The sealer is neither the turn's primary nor its standby.</summary>
    NotTheTurnsProducer = 13,

    /// <summary>The standby may not take the turn's first slot.</summary>
    StandbyInFirstSlot = 14,

    /// <summary>The standby may not produce on a branch that has a block of the primary in this turn.</summary>
    StandbyAfterPrimary = 15,

    /// <summary>The sealer has no key registered.</summary>
    UnknownSealer = 16,

    /// <summary>The seal is not the sealer's signature.</summary>
    BadSeal = 17,

    /// <summary>The sealer's first block in a turn carries no randomness reveal.</summary>
    RevealMissing = 18,

    /// <summary>A later block of the sealer in the turn carries a randomness reveal.</summary>
    RevealUnexpected = 19,

    /// <summary>The reveal is not the sealer's proof for this turn.</summary>
    BadReveal = 20,

    /// <summary>PREVRANDAO does not follow from the parent's and the reveal.</summary>
    WrongRandao = 21,

    /// <summary>The difficulty is not the block's weight.</summary>
    WrongWeight = 22,

    /// <summary>The timestamp is not the slot's start in seconds.</summary>
    WrongTimestamp = 23,

    /// <summary>The gas limit moves by more than Ethereum's step, or is below its minimum.</summary>
    WrongGasLimit = 24,

    /// <summary>More gas used than the limit.</summary>
    GasUsedAboveLimit = 25,

    /// <summary>The base fee does not follow from the parent.</summary>
    WrongBaseFee = 26,

    /// <summary>The certificate is not of a higher instance than the branch carries already.</summary>
    CertificateNotNewer = 27,

    /// <summary>The certificate is not for an ancestor after the last certified one.</summary>
    CertificateNotForAncestor = 28,

    /// <summary>The certificate is not a quorum of the voting set in its predecessor's state.</summary>
    BadCertificate = 29,

    /// <summary>votingSet is missing though the state's set changed, present though it did not, or another one.</summary>
    WrongVotingSet = 30,

    /// <summary>A transaction's signature is no account's.</summary>
    BadTransactionSignature = 31,

    /// <summary>The transactions are not those that the header commits to.</summary>
    WrongTransactionsRoot = 32,

    /// <summary>A transaction may not be in the block.</summary>
    InvalidTransaction = 33,

    /// <summary>Execution used another amount of gas.</summary>
    WrongGasUsed = 34,

    /// <summary>Execution gives another receipts root.</summary>
    WrongReceiptsRoot = 35,

    /// <summary>Execution gives another logs bloom.</summary>
    WrongLogsBloom = 36,

    /// <summary>Execution gives another state root.</summary>
    WrongStateRoot = 37,

    /// <summary>The node is stopping, or its inbox is full.</summary>
    Busy = 38,
}
