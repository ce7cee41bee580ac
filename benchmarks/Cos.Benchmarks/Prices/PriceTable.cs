using System.Globalization;

namespace Cos.Benchmarks.Prices;

/// <summary>Prints what every precompile and a choice of instructions take for their gas, beside another node where one is named.</summary>
internal static class PriceTable
{
    /// <summary>Runs it.</summary>
    /// <param name="arguments"><c>--beside URL</c> for another node, <c>--process ID</c> for its processor time instead of the time that passes, <c>--only WORD</c> for the rows whose name has a word.</param>
    internal static int Print(ReadOnlySpan<string> arguments)
    {
        Uri? beside = null;
        int? process = null;
        var only = string.Empty;
        for (; arguments.Length >= 2; arguments = arguments[2..])
        {
            switch (arguments[0])
            {
                case "--beside":
                    beside = new Uri(arguments[1]);
                    break;
                case "--process":
                    process = int.Parse(arguments[1], CultureInfo.InvariantCulture);
                    break;
                case "--only":
                    only = arguments[1];
                    break;
                default:
                    return Usage();
            }
        }

        return arguments.IsEmpty ? Print(beside, process, only) : Usage();
    }

    private static int Usage()
    {
        Console.Error.WriteLine("prices [--beside URL [--process ID]] [--only WORD]");
        return 2;
    }

    private static int Print(Uri? beside, int? process, string only)
    {
        using var other = beside is null ? null : new OtherNode(beside, process);
        var run = new PricedRun();
        Console.WriteLine("| what | input | gas | ns | Mgas/s | with its loop |" + (other is null ? string.Empty : " other ns | ratio |"));
        Console.WriteLine("|---|---|---:|---:|---:|---:|" + (other is null ? string.Empty : "---:|---:|"));
        foreach (var priced in InstructionCases.All().Concat(PrecompileCases.All()).Where(priced => $"{priced.Group} {priced.Input}".Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var time = run.Measure(priced);
            var row = $"| {priced.Group} | {priced.Input} | {Number(time.Gas)} | {Number(time.Nanoseconds)} | {Number(time.MegagasASecond)} | {Number(time.LoopMegagasASecond)} |";
            if (other?.Measure(priced, time.LoopNanoseconds * priced.Copies) is { } theirs)
            {
                row += $" {Number(theirs)} | {(time.Nanoseconds / theirs).ToString("F2", CultureInfo.InvariantCulture)} |";
            }

            Console.WriteLine(row);
        }

        foreach (var (name, nanoseconds) in LibraryTimes.All().Where(row => row.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            Console.WriteLine($"| {name} | | | {Number(nanoseconds())} |");
        }

        return 0;
    }

    private static string Number(double number) => number.ToString(Math.Abs(number) < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
