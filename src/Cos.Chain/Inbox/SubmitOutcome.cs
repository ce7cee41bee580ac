using Cos.Chain.Pool;
using Cos.Primitives.Values;

namespace Cos.Chain.Inbox;

/// <summary>What became of a submitted transaction.</summary>
/// <param name="Hash">The transaction.</param>
/// <param name="Rejection">Why it was refused; null when the pool took it.</param>
/// <param name="Have">For a refusal that compares two quantities, the account's: balance or next nonce; otherwise zero.</param>
/// <param name="Want">For such a refusal, the transaction's: cost or nonce; otherwise zero.</param>
public sealed record SubmitOutcome(TxHash Hash, PoolRejection? Rejection, UInt256 Have, UInt256 Want);
