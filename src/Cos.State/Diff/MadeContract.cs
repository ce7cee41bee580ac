using Cos.Primitives.Values;

namespace Cos.State.Diff;

/// <summary>A contract that a block made.</summary>
/// <param name="TransactionIndex">Which transaction made it.</param>
/// <param name="Contract">Its address.</param>
/// <param name="Creator">The account that made it: a transaction's sender, or a contract.</param>
public readonly record struct MadeContract(int TransactionIndex, Address Contract, Address Creator);
