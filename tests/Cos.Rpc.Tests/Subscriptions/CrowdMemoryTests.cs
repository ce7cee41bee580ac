using Cos.Rpc.Subscriptions;

namespace Cos.Rpc.Tests.Subscriptions;

public sealed class CrowdMemoryTests
{
    [Test]
    public void Is_given_back_once_when_a_crowd_has_gone()
    {
        var memory = new CrowdMemory();
        for (var count = 1; count <= 2_000; count++)
        {
            memory.Came(count);
        }

        var times = 0;
        for (var count = 1_999; count >= 0; count--)
        {
            times += memory.Left(count) ? 1 : 0;
        }

        Assert.That(times, Is.EqualTo(1));
    }

    [Test]
    public void Is_kept_when_only_a_few_were_there()
    {
        var memory = new CrowdMemory();
        memory.Came(900);
        Assert.That(memory.Left(0), Is.False);
    }
}
