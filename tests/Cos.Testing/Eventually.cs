using System.Diagnostics;

namespace Cos.Testing;

/// <summary>Waits on a condition instead of a guess: asks every few milliseconds until it holds or the limit is over.</summary>
public static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <summary>The first non-null answer; throws <see cref="TimeoutException"/> with the words when there is none in time.</summary>
    public static async Task<T> GetAsync<T>(string what, TimeSpan limit, Func<Task<T?>> ask)
        where T : class
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Between);
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }
            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException($"{what}: not within {limit.TotalSeconds} s");
            }
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Returns once the condition holds; throws <see cref="TimeoutException"/> with the words when it does not in time.</summary>
    public static async Task HoldsAsync(string what, TimeSpan limit, Func<Task<bool>> holds) =>
        await GetAsync(what, limit, async () => await holds() ? what : null);
}
