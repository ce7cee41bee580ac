namespace Cos.Primitives.Blocks;

/// <summary>Why bytes are not a block of this chain.</summary>
public enum BlockDecodeError
{
    /// <summary>No error was met.</summary>
    Unspecified = 0,
    /// <summary>Not one canonical RLP list of three or four items.</summary>
    MalformedList,
    /// <summary>Bytes follow the block.</summary>
    TrailingBytes,
    /// <summary>The header is not one.</summary>
    BadHeader,
    /// <summary>A transaction is not one.</summary>
    BadTransaction,
    /// <summary>There are ommers, which this chain has not.</summary>
    HasOmmers,
    /// <summary>There are withdrawals, which this chain has not.</summary>
    HasWithdrawals,
}
