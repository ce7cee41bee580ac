using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.State.Diff;

/// <summary>
/// Whom each transaction of a block had to do with: sender, callees and beneficiaries of all messages but DELEGATECALL and CALLCODE, contracts
/// made, authorities (EIP-7702); also where it was taken back. No rule of the chain: indexes are made of it.
/// </summary>
/// <param name="Touched">The accounts, transaction by transaction, each once in a transaction.</param>
/// <param name="Ends">For each transaction where its accounts end; they begin where those of the one before end.</param>
/// <param name="Made">The contracts made that have code at their transaction's end.</param>
public sealed record BlockFootprint(ImmutableArray<Address> Touched, ImmutableArray<int> Ends, ImmutableArray<MadeContract> Made)
{
    /// <summary>Nobody.</summary>
    public static readonly BlockFootprint None = new([], [], []);

    /// <summary>The accounts of a transaction; none where they were not kept.</summary>
    public ReadOnlySpan<Address> Of(int transactionIndex)
    {
        if (transactionIndex >= Ends.Length) return [];
        int start = transactionIndex == 0 ? 0 : Ends[transactionIndex - 1];
        return Touched.AsSpan(start, Ends[transactionIndex] - start);
    }
}
