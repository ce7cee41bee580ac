using System.Diagnostics;

namespace Cos.Benchmarks;

/// <summary>
/// The programs by both engines in turns: `engines [part of a name]`. Quicker than BenchmarkDotNet; the ratio is taken within one process and of processor
/// times, so that a busy machine matters little. A ratio of 1 says that the compiler leaves the program to the interpreter.
/// </summary>
internal static class EngineComparison
{
    private const int Rounds = 7;
    private const long RoundMilliseconds = 60;

    /// <summary>Prints Mgas/s of both engines, the ratio, and how long compiling took.</summary>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        var part = arguments.Length > 0 ? arguments[0] : "";
        var ratios = new List<double>();
        Console.WriteLine($"{"program",-44}{"interpreted",14}{"compiled",12}{"ratio",8}{"compile ms",12}");
        foreach (var program in EvmProgram.All().Where(program => program.Name.Contains(part, StringComparison.Ordinal)))
        {
            new EvmProgramRun(program, isCompiled: true).RequireRoot();
            var (interpreted, compiled) = (new EvmProgramRun(program), new EvmProgramRun(program, isCompiled: true));
            var start = Stopwatch.GetTimestamp(); // the first call compiles
            var gas = compiled.Call();
            var first = Stopwatch.GetElapsedTime(start);
            if (interpreted.Call() != gas) throw new InvalidOperationException($"{program.Name}: the engines burn different gas");
            double bestInterpreted = 0, bestCompiled = 0;
            for (var round = 0; round < Rounds; round++)
            {
                bestInterpreted = Math.Max(bestInterpreted, Speed(interpreted));
                bestCompiled = Math.Max(bestCompiled, Speed(compiled));
            }

            ratios.Add(bestCompiled / bestInterpreted);
            Console.WriteLine($"{program.Name,-44}{bestInterpreted,14:F0}{bestCompiled,12:F0}{ratios[^1],8:F2}{first.TotalMilliseconds,12:F1}");
        }

        Console.WriteLine($"geometric mean {Math.Exp(ratios.Average(Math.Log)):F2}");
    }

    private static double Speed(EvmProgramRun run)
    {
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        double gas = 0;
        TimeSpan spent;
        do
        {
            gas += run.Call();
            process.Refresh();
            spent = process.TotalProcessorTime - start;
        }
        while (spent.TotalMilliseconds < RoundMilliseconds);

        return gas / spent.TotalMicroseconds;
    }
}
