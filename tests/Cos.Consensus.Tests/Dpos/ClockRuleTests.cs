using Cos.Consensus.Dpos;
using Cos.Primitives.Values;

namespace Cos.Consensus.Tests.Dpos;

public sealed class ClockRuleTests
{
    [TestCase(0, ClockVerdict.Take)]
    [TestCase(250, ClockVerdict.Take)]
    [TestCase(251, ClockVerdict.Wait)]
    [TestCase(2000, ClockVerdict.Wait)]
    [TestCase(2001, ClockVerdict.Drop)]
    public void A_slot_is_judged_by_how_far_ahead_it_starts(int ahead, ClockVerdict verdict)
    {
        ulong start = Scene.Chain.Calendar.SlotStart(20).Value;
        Assert.That(ClockRule.Judge(Scene.Chain, 20, new UnixMillis(start - (ulong)ahead)), Is.EqualTo(verdict));
    }

    [Test]
    public void A_past_slot_is_taken_and_an_endless_one_dropped()
    {
        Assert.That(ClockRule.Judge(Scene.Chain, 1, new UnixMillis(ulong.MaxValue)), Is.EqualTo(ClockVerdict.Take));
        Assert.That(ClockRule.Judge(Scene.Chain, ulong.MaxValue, new UnixMillis(ulong.MaxValue)), Is.EqualTo(ClockVerdict.Drop));
    }
}
