namespace Cos.Rpc.JsonRpc;

/// <summary>How a call names a block.</summary>
internal enum BlockTag
{
    Unspecified = 0,
    /// <summary>The head.</summary>
    Latest,
    /// <summary>The head and what waits in the pool.</summary>
    Pending,
    /// <summary>The newest block that is not expected to be undone.</summary>
    Safe,
    /// <summary>The newest final block.</summary>
    Finalized,
    /// <summary>The genesis block.</summary>
    Earliest,
    /// <summary>By number on the best chain.</summary>
    Number,
    /// <summary>By hash, on any branch.</summary>
    Hash,
}
