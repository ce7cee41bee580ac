namespace Cos.Contracts.Producers;

/// <summary>Who has made blocks in the newest turn of a branch.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="ByPrimary">Whether its primary has.</param>
/// <param name="ByStandby">Whether its standby has.</param>
public readonly record struct SealedTurn(ulong Turn, bool ByPrimary, bool ByStandby);
