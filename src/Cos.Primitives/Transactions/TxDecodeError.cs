namespace Cos.Primitives.Transactions;

/// <summary>Why bytes are not a transaction.</summary>
public enum TxDecodeError
{
    /// <summary>No error was met.</summary>
    Unspecified = 0,
    /// <summary>There are no bytes.</summary>
    Empty,
    /// <summary>The first byte names no known envelope (EIP-2718).</summary>
    UnknownType,
    /// <summary>The body is not one canonical RLP list.</summary>
    MalformedList,
    /// <summary>Bytes follow the transaction.</summary>
    TrailingBytes,
    /// <summary>A field is missing.</summary>
    TooFewFields,
    /// <summary>There are more fields than the envelope has.</summary>
    TooManyFields,
    /// <summary>The chain id is not a canonical 64-bit number.</summary>
    BadChainId,
    /// <summary>The nonce is not a canonical 64-bit number.</summary>
    BadNonce,
    /// <summary>The gas price or the fee cap is not a canonical 256-bit number.</summary>
    BadGasPrice,
    /// <summary>The priority fee is not a canonical 256-bit number.</summary>
    BadPriorityFee,
    /// <summary>The gas limit is not a canonical 64-bit number.</summary>
    BadGasLimit,
    /// <summary>The recipient is neither 20 bytes nor, where creating is allowed, empty.</summary>
    BadRecipient,
    /// <summary>The value is not a canonical 256-bit number.</summary>
    BadValue,
    /// <summary>The input is not a byte string.</summary>
    BadInput,
    /// <summary>The access list is not a list of [address, [slots]].</summary>
    BadAccessList,
    /// <summary>The blob fee cap is not a canonical 256-bit number.</summary>
    BadBlobFee,
    /// <summary>The blob hashes are not a list of 32-byte strings.</summary>
    BadBlobHashes,
    /// <summary>The authorizations are not a list of [chain id, address, nonce, y parity, r, s].</summary>
    BadAuthorizations,
    /// <summary>The v or y parity is none that a signature can have (EIP-155, EIP-2718).</summary>
    BadSignatureV,
    /// <summary>The r is not a canonical 256-bit number.</summary>
    BadSignatureR,
    /// <summary>The s is not a canonical 256-bit number.</summary>
    BadSignatureS,
}
