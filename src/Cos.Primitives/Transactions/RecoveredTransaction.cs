using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>A transaction with the sender its signature was found to be by.</summary>
public sealed record RecoveredTransaction(Transaction Transaction, Address Sender);
