namespace Cos.Primitives.Transactions;

/// <summary>The five Ethereum transaction envelopes. The wire's type byte is the kind less one.</summary>
public enum TransactionKind : byte
{
    /// <summary>Not a transaction.</summary>
    Unspecified = 0,

    /// <summary>Untyped, EIP-155 or older.</summary>
    Legacy = 1,

    /// <summary>Type 0x01, EIP-2930.</summary>
    AccessList = 2,

    /// <summary>Type 0x02, EIP-1559.</summary>
    DynamicFee = 3,

    /// <summary>Type 0x03, EIP-4844: executed for conformance, refused by the pool and by this chain's blocks.</summary>
    Blob = 4,

    /// <summary>Type 0x04, EIP-7702.</summary>
    SetCode = 5,
}
