using BenchmarkDotNet.Configs;

namespace Cos.Benchmarks;

/// <summary>Adds the column <see cref="GasSpeedColumn"/>.</summary>
internal sealed class GasSpeedConfig : ManualConfig
{
    public GasSpeedConfig() => AddColumn(new GasSpeedColumn());
}
