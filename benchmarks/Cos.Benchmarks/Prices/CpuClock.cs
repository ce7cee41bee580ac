using System.Globalization;

namespace Cos.Benchmarks.Prices;

/// <summary>The processor time of this process or of another: what else runs on the machine disturbs it less than the time that passes.</summary>
internal static class CpuClock
{
    /// <summary>Nanoseconds that this process has run.</summary>
    internal static double Own() => Environment.CpuUsage.TotalTime.TotalNanoseconds;

    /// <summary>Nanoseconds that each thread of another process has run, as Linux tells them; right while they rest.</summary>
    internal static Dictionary<string, double> Of(int process) =>
        Directory.EnumerateDirectories($"/proc/{process}/task").ToDictionary(static task => task, static task => RunTime(Path.Combine(task, "schedstat")));

    /// <summary>What threads ran from one reading to another; null where one ended meanwhile and took its figure with it.</summary>
    internal static double? Between(Dictionary<string, double> before, Dictionary<string, double> after) =>
        before.Keys.All(after.ContainsKey) ? after.Sum(task => task.Value - before.GetValueOrDefault(task.Key)) : null;

    private static double RunTime(string file)
    {
        var text = File.ReadAllText(file);
        return double.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
    }
}
