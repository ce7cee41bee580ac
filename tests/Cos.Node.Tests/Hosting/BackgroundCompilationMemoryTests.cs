using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cos.Crypto.Hashing;
using Cos.Node.Hosting;
using Cos.Primitives.Values;
using Cos.Vm.Code;
using Cos.Vm.Compiler;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cos.Node.Tests.Hosting;

public sealed class BackgroundCompilationMemoryTests
{
    [Test]
    public void Gives_up_what_is_compiled_before_memory_exceeds_the_bound()
    {
        var (one, two) = (Code(1), Code(2));
        var bound = CodeCompiler.Compile(one)!.Footprint + CodeCompiler.Compile(two)!.Footprint - 1;
        using var compilation = new BackgroundCompilation(TimeProvider.System, NullLogger.Instance, bound);
        var compiled = CompileAndForget(compilation, one);
        WaitUntilCompiled(compilation, two);
        Assert.That(compilation.Offer(one, 0), Is.Null);
        Assert.That(() => IsFreed(compiled), Is.True.After(20).Seconds.PollEvery(5).MilliSeconds);
        WaitUntilCompiled(compilation, one);
    }

    [Test]
    public void Keeps_what_is_compiled_up_to_the_bound()
    {
        var (one, two) = (Code(1), Code(2));
        var bound = CodeCompiler.Compile(one)!.Footprint + CodeCompiler.Compile(two)!.Footprint;
        using var compilation = new BackgroundCompilation(TimeProvider.System, NullLogger.Instance, bound);
        WaitUntilCompiled(compilation, one);
        WaitUntilCompiled(compilation, two);
        Assert.That(compilation.Offer(one, 0), Is.Not.Null);
    }

    [Test]
    public void Compiles_once_what_became_hot_twice_while_it_waited()
    {
        using var time = new StandingTime();
        var log = new Lines();
        using (var compilation = new BackgroundCompilation(time, log))
        {
            var code = Code(1);
            compilation.Offer(code, HotCode.GasAtLeast);
            for (var i = 0UL; i < 2 * HotCode.CodesMax; i++)
            {
                compilation.Offer(new ByteCode([0]) { Hash = Hash256.FromUInt256(i) }, 1);
            }

            compilation.Offer(code, HotCode.GasAtLeast);
            time.Released.Set();
            WaitUntilCompiled(compilation, Code(2));
        }

        Assert.That(log.Written, Has.Count.EqualTo(2)); // each code once, and no complaint
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CompileAndForget(BackgroundCompilation compilation, ByteCode code)
    {
        WaitUntilCompiled(compilation, code);
        return new WeakReference(compilation.Offer(code, 0));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WaitUntilCompiled(BackgroundCompilation compilation, ByteCode code)
    {
        compilation.Offer(code, HotCode.GasAtLeast);
        Assert.That(() => compilation.Offer(code, 0) is not null, Is.True.After(20).Seconds.PollEvery(5).MilliSeconds);
    }

    private static bool IsFreed(WeakReference compiled)
    {
        GC.Collect();
        return !compiled.IsAlive;
    }

    // PUSH1 1, PUSH1 addend, ADD, POP, STOP
    private static ByteCode Code(byte addend)
    {
        byte[] bytes = [0x60, 1, 0x60, addend, 0x01, 0x50, 0x00];
        var digest = new byte[Hash256.Size];
        Keccak256.Hash(bytes, digest);
        return new ByteCode(bytes) { Hash = new Hash256(digest) };
    }

    /// <summary>Time that stands still; whoever asks for it waits until it is released.</summary>
    private sealed class StandingTime : TimeProvider, IDisposable
    {
        internal ManualResetEventSlim Released { get; } = new();

        public override long GetTimestamp()
        {
            Released.Wait();
            return 0;
        }

        public void Dispose() => Released.Dispose();
    }

    private sealed class Lines : ILogger
    {
        internal ConcurrentQueue<string> Written { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));
    }
}
