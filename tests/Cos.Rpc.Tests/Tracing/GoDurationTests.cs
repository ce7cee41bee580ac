using Cos.Rpc.Tracing;

namespace Cos.Rpc.Tests.Tracing;

public sealed class GoDurationTests
{
    [TestCase("5s", 5_000)]
    [TestCase("300ms", 300)]
    [TestCase("1m30s", 90_000)]
    [TestCase("1.5h", 5_400_000)]
    [TestCase("0s", 0)]
    [TestCase("2500us", 2.5)]
    [TestCase("999999999999999999h", 86_400_000)]
    public void Reads_a_duration(string text, double milliseconds)
    {
        Assert.That(GoDuration.TryRead(text, out TimeSpan duration), Is.True);
        Assert.That(duration.TotalMilliseconds, Is.EqualTo(milliseconds));
    }

    [TestCase("")]
    [TestCase("5")]
    [TestCase("s")]
    [TestCase("-5s")]
    [TestCase("5 s")]
    [TestCase("1.2.3s")]
    [TestCase("1e3s")]
    [TestCase("99999999999999999999999999999999999h")]
    public void Refuses_what_is_none(string text) => Assert.That(GoDuration.TryRead(text, out _), Is.False);
}
