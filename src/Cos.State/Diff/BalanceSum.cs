using Cos.Primitives.Values;

namespace Cos.State.Diff;

/// <summary>A sum of balances too wide to wrap: <paramref name="High"/> · 2^256 + <paramref name="Low"/>.</summary>
/// <param name="High">Carries out of the low word.</param>
/// <param name="Low">The sum modulo 2^256.</param>
public readonly record struct BalanceSum(ulong High, UInt256 Low)
{
    /// <summary>The sum with one more balance.</summary>
    public BalanceSum Plus(in UInt256 balance) =>
        UInt256.TryAdd(Low, balance, out var low) ? new BalanceSum(High, low) : new BalanceSum(High + 1, low);
}
