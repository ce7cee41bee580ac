using Cos.Execution.Validation;
using Cos.Primitives.Transactions;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>Why a block was refused.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Rejection">For an invalid transaction, why it may not be there.</param>
/// <param name="DecodeError">For an undecodable block, what is wrong with its first transaction that is none.</param>
internal readonly record struct ImportFault(BlockFault Kind, TxRejection? Rejection = null, TxDecodeError? DecodeError = null);
