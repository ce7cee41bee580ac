using Cos.Primitives.Values;

namespace Cos.Chain.Ports;

/// <summary>Where a contract was made, and by whom.</summary>
/// <param name="Location">The transaction.</param>
/// <param name="Creator">Its sender, or the contract that made it.</param>
public readonly record struct ContractCreation(TransactionLocation Location, Address Creator);
