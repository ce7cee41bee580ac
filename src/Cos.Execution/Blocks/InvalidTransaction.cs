using Cos.Execution.Validation;

namespace Cos.Execution.Blocks;

/// <summary>The transaction that makes a block invalid.</summary>
/// <param name="Index">Its place in the block.</param>
/// <param name="Rejection">Why it may not be there.</param>
public readonly record struct InvalidTransaction(int Index, TxRejection Rejection);
