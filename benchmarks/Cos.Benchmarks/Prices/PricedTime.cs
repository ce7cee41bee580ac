namespace Cos.Benchmarks.Prices;

/// <summary>What something costs and takes, by itself and with the loop that asked for it.</summary>
internal sealed record PricedTime(double Gas, double Nanoseconds)
{
    /// <summary>The gas of a round.</summary>
    internal double LoopGas { get; init; }

    /// <summary>The time of a round.</summary>
    internal double LoopNanoseconds { get; init; }

    /// <summary>Millions of gas a second.</summary>
    internal double MegagasASecond => Gas / Nanoseconds * 1e3;

    /// <summary>Millions of gas a second with the loop, which a caller cannot do without.</summary>
    internal double LoopMegagasASecond => LoopGas / LoopNanoseconds * 1e3;
}
