using Cos.Fuzzing.Programs;
using Cos.Vm;

namespace Cos.Fuzzing.Differential;

/// <summary>Compares this repository's machine with another on a range of seeds.</summary>
/// <param name="other">The other machine.</param>
/// <param name="found">Hears of each difference when it is found, with its seed: what ends a campaign early must not take them along.</param>
public sealed class Campaign(AnvilMachine other, Action<ulong, string> found)
{
    private const int BatchSize = 16;
    private const int LanesMax = 2;
    private const int DifferencesMax = 20;

    private readonly Lock _gate = new();
    private readonly List<(ulong Seed, string Difference)> _differences = [];
    private ulong _next;
    private ulong _end;

    /// <summary>Scenarios compared so far.</summary>
    public int Compared { get; private set; }

    /// <summary>Instructions compared so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The scenarios that differ, at most a handful; the campaign ends when there are so many.</summary>
    public IReadOnlyList<(ulong Seed, string Difference)> Differences => _differences;

    /// <summary>Compares the seeds from the first on, as many as asked, or fewer where the time is over.</summary>
    public async Task RunAsync(ulong first, int count, CancellationToken timeIsOver)
    {
        (_next, _end) = (first, first + (ulong)count);
        await Task.WhenAll(Enumerable.Range(0, LanesMax).Select(_ => Task.Run(() => LaneAsync(timeIsOver), CancellationToken.None)));
    }

    private async Task LaneAsync(CancellationToken timeIsOver)
    {
        var workspace = new Workspace();
        while (!timeIsOver.IsCancellationRequested && TakeBatch() is { Length: > 0 } batch)
        {
            var theirs = other.ExecuteAsync(batch);
            var ours = Array.ConvertAll(batch, scenario => OwnMachine.Execute(scenario, workspace));
            Note(batch, ours, await theirs);
        }
    }

    private Scenario[] TakeBatch()
    {
        ulong from, to;
        lock (_gate)
        {
            from = _next;
            to = _differences.Count >= DifferencesMax ? from : Math.Min(_end, from + BatchSize);
            _next = to;
        }

        var batch = new Scenario[(int)(to - from)];
        for (var i = 0; i < batch.Length; i++)
        {
            batch[i] = ScenarioMaker.Make(from + (ulong)i);
        }

        return batch;
    }

    private void Note(Scenario[] batch, Run[] ours, IReadOnlyList<Run> theirs)
    {
        for (var i = 0; i < batch.Length; i++)
        {
            // The watched run is an interpreted one; the compiler has to agree with it, and so with the other machine.
            var difference = Comparison.Difference(ours[i], theirs[i]) ?? Engines.Difference(batch[i]);
            lock (_gate)
            {
                Compared++;
                Steps += ours[i].Steps.Count;
                if (difference is not null)
                {
                    _differences.Add((batch[i].Seed, difference));
                    found(batch[i].Seed, difference);
                }
            }
        }
    }
}
