using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>One signed EIP-7702 authorization: the authority lets its account run the code at <paramref name="Target"/>.</summary>
/// <param name="ChainId">The chain it is for, or zero for any.</param>
/// <param name="Target">The contract whose code is delegated to; zero clears the delegation.</param>
/// <param name="Nonce">The authority's nonce it is valid at.</param>
/// <param name="Signature">The authority's signature.</param>
public sealed record Authorization(UInt256 ChainId, Address Target, ulong Nonce, TransactionSignature Signature);
