using BenchmarkDotNet.Attributes;

namespace Cos.Benchmarks;

/// <summary>Bytecode alone: the public programs by which EVM engines compare themselves. No intrinsic gas, no root, no receipt.</summary>
[Config(typeof(GasSpeedConfig))]
public class InterpreterBenchmarks
{
    private EvmProgramRun? _run;

    /// <summary>The programs.</summary>
    public static IEnumerable<EvmProgram> Programs => EvmProgram.All();

    /// <summary>The program and its input.</summary>
    [ParamsSource(nameof(Programs))]
    public EvmProgram? Program { get; set; }

    /// <summary>Whether the compiler runs it.</summary>
    [Params(false, true)]
    public bool IsCompiled { get; set; }

    /// <summary>Checks the program's outcome against the archive, then loads it afresh.</summary>
    [GlobalSetup]
    public void Setup()
    {
        new EvmProgramRun(Program!, IsCompiled).RequireRoot();
        _run = new EvmProgramRun(Program!, IsCompiled);
    }

    /// <summary>One call.</summary>
    [Benchmark]
    public ulong Call() => _run!.Call();
}
