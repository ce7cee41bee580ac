namespace Cos.Benchmarks.Prices;

/// <summary>Something that a contract pays gas for, in a loop whose rounds are counted by the caller.</summary>
/// <param name="Group">What the price is for.</param>
/// <param name="Input">What it works on.</param>
/// <param name="Code">The loop's code.</param>
/// <param name="Calldata">What the loop finds as its call data.</param>
/// <param name="Copies">How often a round does it.</param>
/// <param name="Idle">A loop of the same shape that does everything but this, where its gas and time are to be taken off.</param>
internal sealed record PricedCase(string Group, string Input, Func<uint, byte[]> Code, byte[] Calldata, int Copies, PricedCase? Idle);
