namespace Cos.Cli.Runs;

/// <summary>What running again and again took, after warming up.</summary>
/// <param name="Runs">How often it ran while it was measured.</param>
/// <param name="MedianNanoseconds">Of one run: the median over batches.</param>
/// <param name="BestNanoseconds">Of one run: the best batch.</param>
/// <param name="GasPerRun">Gas that one run used.</param>
/// <param name="BytesPerRun">Bytes that one run allocated on the managed heap.</param>
internal sealed record BenchFigures(long Runs, double MedianNanoseconds, double BestNanoseconds, ulong GasPerRun, long BytesPerRun)
{
    /// <summary>Millions of gas a second, at the median.</summary>
    public double MgasPerSecond => GasPerRun * 1000.0 / MedianNanoseconds;
}
