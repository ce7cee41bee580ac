using Cos.Primitives.Values;

namespace Cos.Contracts.Producers;

/// <summary>The newest certificate that a branch's headers carried.</summary>
/// <param name="Instance">The BFT instance; zero while none was carried.</param>
/// <param name="BlockNumber">The final block's height.</param>
/// <param name="BlockHash">The final block.</param>
public readonly record struct CarriedCertificate(ulong Instance, ulong BlockNumber, BlockHash BlockHash);
