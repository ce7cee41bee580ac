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
    // PUSH1 1, PUSH1 2, ADD, POP, STOP
    private static readonly byte[] Bytes = [0x60, 1, 0x60, 2, 0x01, 0x50, 0x00];

    [Test]
    public void Compiles_code_once_it_has_burnt_enough()
    {
        using var compilation = new BackgroundCompilation(TimeProvider.System, NullLogger.Instance);
        var code = Code();
        Assert.That(compilation.Offer(code, HotCode.GasAtLeast - 1), Is.Null);
        Assert.That(compilation.Offer(code, 1), Is.Null);
        var started = Stopwatch.GetTimestamp();
        Assert.That(() => compilation.Offer(code, 0), Is.Not.Null.After(20).Seconds.PollEvery(5).MilliSeconds, $"since {Stopwatch.GetElapsedTime(started)}");
    }

    [Test]
    public void Never_compiles_code_without_a_hash()
    {
        using var compilation = new BackgroundCompilation(TimeProvider.System, NullLogger.Instance);
        Assert.That(compilation.Offer(new ByteCode(Bytes), long.MaxValue), Is.Null);
        Assert.That(compilation.Offer(new ByteCode(Bytes), 0), Is.Null);
    }

    [Test]
    public void Answers_after_it_was_disposed()
    {
        var compilation = new BackgroundCompilation(TimeProvider.System, NullLogger.Instance);
        compilation.Dispose();
        Assert.That(compilation.Offer(Code(), 2 * HotCode.GasAtLeast), Is.Null);
    }

    private static ByteCode Code()
    {
        var digest = new byte[Hash256.Size];
        Keccak256.Hash(Bytes, digest);
        return new ByteCode(Bytes) { Hash = new Hash256(digest) };
    }
}
