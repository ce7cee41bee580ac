using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Node.Hosting;

/// <summary>The only clock: says what time it is, and calls at every slot's start.</summary>
public sealed class SlotClock
{
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
            var into = now < _parameters.GenesisMilliseconds ? 0 : (now - _parameters.GenesisMilliseconds) % _parameters.SlotMilliseconds;
            var wait = now < _parameters.GenesisMilliseconds ? _parameters.GenesisMilliseconds - now : _parameters.SlotMilliseconds - into;
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(wait), _time, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            tick(Now);
        }
    }
}
