using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Cos.Benchmarks.Prices;
using Cos.Testing;

namespace Cos.Benchmarks;

/// <summary>Runs the benchmarks that the command line names; see benchmarks/README.md.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["engines", ..])
        {
            EngineComparison.Run(arguments.AsSpan(1));
            return 0;
        }

        if (arguments is ["prices", ..])
        {
            return PriceTable.Print(arguments.AsSpan(1));
        }

        var classes = typeof(Program).Assembly.GetTypes()
            .Where(static type => type.GetMethods().Any(static method => method.IsDefined(typeof(BenchmarkAttribute), false)));
        if (!ConformanceArchive.Has(EvmProgram.Archive))
        {
            var reason = $"{EvmProgram.Archive}.tar.zst is in no shared/conformance folder, and COS_CONFORMANCE does not name its folder";
            Console.Error.WriteLine($"InterpreterBenchmarks is left out: {reason}.");
            classes = classes.Where(static type => type != typeof(InterpreterBenchmarks));
        }

        var config = DefaultConfig.Instance
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Checkout.Root, ".build", "benchmarks"))
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40));
        var summaries = BenchmarkSwitcher.FromTypes([.. classes.OrderBy(static type => type.Name)]).Run(arguments, config).ToArray();
        return summaries.Any(static summary => summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success)) ? 1 : 0;
    }
}
