using System.Diagnostics;
using Cos.Crypto.Hashing;
using Cos.Node.Hosting;
using Cos.Primitives.Values;
using Cos.Vm.Code;
using Cos.Vm.Compiler;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cos.Node.Tests.Hosting;

public sealed class BackgroundCompilationTests
{
    [Test]
    public void Compiles_code_once_it_has_burnt_enough()
    {
        using var compilation = new BackgroundCompilation(TimeProvider.System, NullLogger.Instance);
        var code = Code(2);
        Assert.That(compilation.Offer(code, HotCode.GasAtLeast - 1), Is.Null);
        Assert.That(compilation.Offer(code, 1), Is.Null);
        var started = Stopwatch.GetTimestamp();
        Assert.That(() => compilation.Offer(code, 0), Is.Not.Null.After(20).Seconds.PollEvery(5).MilliSeconds, $"since {Stopwatch.GetElapsedTime(started)}");
    }

    [Test]
    public void Never_compiles_code_without_a_hash()
    {
        using var compilation = new BackgroundCompilation(TimeProvider.System, NullLogger.Instance);
        Assert.That(compilation.Offer(new ByteCode(Bytes(2)), long.MaxValue), Is.Null);
        Assert.That(compilation.Offer(new ByteCode(Bytes(2)), 0), Is.Null);
    }

    [Test]
    public void Answers_after_it_was_disposed()
    {
        var compilation = new BackgroundCompilation(TimeProvider.System, NullLogger.Instance);
        compilation.Dispose();
        Assert.That(compilation.Offer(Code(2), 2 * HotCode.GasAtLeast), Is.Null);
    }

    [Test]
    public void Code_that_found_the_queue_full_is_compiled_when_it_is_hot_again()
    {
        using var time = new HeldTime();
        using var compilation = new BackgroundCompilation(time, NullLogger.Instance);
        compilation.Offer(Code(0), HotCode.GasAtLeast);
        bool isTaken = time.Asked.Wait(TimeSpan.FromSeconds(20)); // the thread has the first; nothing leaves the queue from here on
        for (byte i = 1; i <= BackgroundCompilation.WaitingMax; i++) compilation.Offer(Code(i), HotCode.GasAtLeast);
        var dropped = Code(byte.MaxValue);
        compilation.Offer(dropped, HotCode.GasAtLeast);
        time.Released.Set();
        Assert.That(isTaken, Is.True);
        Assert.That(() => compilation.Offer(Code(BackgroundCompilation.WaitingMax), 0), Is.Not.Null.After(20).Seconds.PollEvery(5).MilliSeconds);
        Assert.That(compilation.Offer(dropped, HotCode.GasAtLeast), Is.Null);
        Assert.That(() => compilation.Offer(dropped, 0), Is.Not.Null.After(20).Seconds.PollEvery(5).MilliSeconds);
    }

    // PUSH1 1, PUSH1 addend, ADD, POP, STOP
    private static byte[] Bytes(byte addend) => [0x60, 1, 0x60, addend, 0x01, 0x50, 0x00];

    private static ByteCode Code(byte addend)
    {
        var digest = new byte[Hash256.Size];
        Keccak256.Hash(Bytes(addend), digest);
        return new ByteCode(Bytes(addend)) { Hash = new Hash256(digest) };
    }

    /// <summary>Time that stands still, and whoever asks for it waits until it is released.</summary>
    private sealed class HeldTime : TimeProvider, IDisposable
    {
        public ManualResetEventSlim Asked { get; } = new();

        public ManualResetEventSlim Released { get; } = new();

        public override long GetTimestamp()
        {
            Asked.Set();
            Released.Wait();
            return 0;
        }

        public void Dispose()
        {
            Asked.Dispose();
            Released.Dispose();
        }
    }
}
