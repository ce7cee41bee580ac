using System.Globalization;

namespace Cos.Benchmarks.Prices;

/// <summary>The processor time of this process or of another: what else runs on the machine disturbs it less than the time that passes.</summary>
internal static class CpuClock
{
    /// <summary>Nanoseconds that this process has run.</summary>
    internal static double Own() => Environment.CpuUsage.TotalTime.TotalNanoseconds;

    /// <summary>Nanoseconds that all living threads of another process have run, as Linux tells them; right while they rest.</summary>
    internal static double Of(int process)
    {
        var sum = 0.0;
        foreach (var task in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            var text = File.ReadAllText(Path.Combine(task, "schedstat"));
            sum += double.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        }

        return sum;
    }
}
