using System.Collections.Concurrent;
using Cos.Node.Hosting;
using Cos.Primitives.Rules;

namespace Cos.Node.Tests.Hosting;

public sealed class SlotClockTests
{
    private const ulong Genesis = 1_700_000_000_250;

    private static readonly DposParameters Parameters = new() { GenesisMilliseconds = Genesis, SlotMilliseconds = 500 };

    [Test]
    public void Calls_at_each_slot_s_start()
    {
        using var run = new Run(Genesis + 130);
        Assert.That(run.Pass(369), Is.Empty);
        Assert.That(run.Pass(1), Is.EqualTo((ulong[])[Genesis + 500]));
        Assert.That(run.Pass(499), Is.Empty);
        Assert.That(run.Pass(1), Is.EqualTo((ulong[])[Genesis + 1000]));
    }

    [Test]
    public void Waits_a_whole_slot_when_it_starts_at_a_slot_s_start()
    {
        using var run = new Run(Genesis + 1500);
        Assert.That(run.Pass(499), Is.Empty);
        Assert.That(run.Pass(1), Is.EqualTo((ulong[])[Genesis + 2000]));
    }

    [Test]
    public void Does_not_make_up_for_slots_that_were_slept_through()
    {
        using var run = new Run(Genesis);
        Assert.That(run.Pass(5230), Is.EqualTo((ulong[])[Genesis + 5230]));
        Assert.That(run.Pass(269), Is.Empty);
        Assert.That(run.Pass(1), Is.EqualTo((ulong[])[Genesis + 5500]));
    }

    [Test]
    public void Waits_for_a_genesis_that_is_months_ahead_and_sees_the_clock_set_right_meanwhile()
    {
        var months = TimeSpan.FromDays(200);
        using var run = new Run(Genesis - (ulong)months.TotalMilliseconds);
        Assert.That(run.Pass(60_000), Is.Empty);
        run.Clock.Set(months - TimeSpan.FromSeconds(90)); // half a minute before genesis
        Assert.That(run.Pass(60_000), Is.EqualTo((ulong[])[Genesis + 30_000]));
        Assert.That(run.Pass(500), Is.EqualTo((ulong[])[Genesis + 30_500]));
    }

    [Test]
    public void Calls_at_genesis_itself()
    {
        using var run = new Run(Genesis - 700);
        Assert.That(run.Pass(699), Is.Empty);
        Assert.That(run.Pass(1), Is.EqualTo((ulong[])[Genesis]));
        Assert.That(run.Pass(500), Is.EqualTo((ulong[])[Genesis + 500]));
    }

    [Test]
    public void Waits_for_the_slot_when_the_timer_is_early()
    {
        using var run = new Run(Genesis + 100);
        run.Clock.Set(TimeSpan.FromMilliseconds(-1));
        Assert.That(run.Pass(400), Is.Empty);
        Assert.That(run.Pass(1), Is.EqualTo((ulong[])[Genesis + 500]));
    }

    [Test]
    public void Goes_by_the_clock_that_was_set_back()
    {
        using var run = new Run(Genesis + 20_100);
        run.Clock.Set(TimeSpan.FromSeconds(-10));
        Assert.That(run.Pass(400), Is.Empty);
        Assert.That(run.Pass(499), Is.Empty);
        Assert.That(run.Pass(1), Is.EqualTo((ulong[])[Genesis + 11_000]));
    }

    [Test]
    public void Ends_when_it_is_told_to()
    {
        var run = new Run(Genesis);
        run.Dispose();
        Assert.That(run.IsEnded, Is.True);
    }

    /// <summary>A clock running on a time of its own.</summary>
    private sealed class Run : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly ConcurrentQueue<ulong> _ticks = new();
        private readonly SlotClock _clock;
        private readonly Task _running;

        public Run(ulong start)
        {
            Clock = new ManualTime(start);
            _clock = new SlotClock(Clock, Parameters);
            _running = _clock.RunAsync(now => _ticks.Enqueue(now.Value), _stop.Token);
            Settle();
        }

        public ManualTime Clock { get; }

        public ulong Now => _clock.Now.Value;

        public bool IsEnded => _running.IsCompletedSuccessfully;

        /// <summary>Lets time pass; gives the times it was called with.</summary>
        public ulong[] Pass(ulong milliseconds)
        {
            _ticks.Clear();
            Clock.Pass(TimeSpan.FromMilliseconds(milliseconds));
            Settle();
            return [.. _ticks];
        }

        public void Dispose()
        {
            _stop.Cancel();
            Assert.That(_running.Wait(TimeSpan.FromSeconds(30)), Is.True);
            _stop.Dispose();
        }

        // It has acted once it waits again.
        private void Settle() => Assert.That(SpinWait.SpinUntil(() => Clock.NextIn > TimeSpan.Zero, TimeSpan.FromSeconds(30)), Is.True);
    }
}
