using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Node.Hosting;

/// <summary>The only clock: says what time it is, and calls at every slot's start.</summary>
public sealed class SlotClock
{
    // Genesis may be months ahead, which no timer takes; and a clock that is set right meanwhile is seen.
    private const ulong WaitMax = 60_000;

    private readonly TimeProvider _time;
    private readonly DposParameters _parameters;

    /// <summary>A clock for the slots of <paramref name="parameters"/>.</summary>
    public SlotClock(TimeProvider time, DposParameters parameters) => (_time, _parameters) = (time, parameters);

    /// <summary>The time now.</summary>
    public UnixMillis Now => new((ulong)_time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Calls <paramref name="tick"/> just after each slot's start until cancelled. A slot that was slept through is not made up for.</summary>
    public async Task RunAsync(Action<UnixMillis> tick, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var now = Now.Value;
            var next = NextSlotStart(now);
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(next - now, WaitMax)), _time, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // A timer may be early by a millisecond, and the clock may be set back: then the slot has not begun.
            if (Now.Value >= next)
            {
                tick(Now);
            }
        }
    }

    private ulong NextSlotStart(ulong now)
    {
        var genesis = _parameters.GenesisMilliseconds;
        return now < genesis ? genesis : now + _parameters.SlotMilliseconds - ((now - genesis) % _parameters.SlotMilliseconds);
    }
}
