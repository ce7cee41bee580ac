using System.Collections.Concurrent;
using Cos.Primitives.Values;
using Cos.Vm.Code;
using Cos.Vm.Compiler;
using Microsoft.Extensions.Logging;

namespace Cos.Node.Hosting;

/// <summary>Compiles contracts that run much, one at a time on a thread of its own, within a budget of time and memory. Dispose it when nothing runs code any more.</summary>
public sealed class BackgroundCompilation : ICompilation, IDisposable
{
    /// <summary>Codes that wait to be compiled; more are forgotten until they are hot again.</summary>
    public const int WaitingMax = 32;

    /// <summary>Of each second, so many milliseconds are spent compiling at most, in the long run: a tenth of one core.</summary>
    public const int MillisecondsPerSecondMax = 100;

    /// <summary>Bytes that what is kept compiled takes, about. When it is reached, all is given up, and what is hot comes back.</summary>
    public const long BytesMax = 96L << 20;

    private readonly Lock _gate = new();
    private readonly HotCode _hot = new();
    private readonly Dictionary<Hash256, CompiledCode> _compiled = [];
    private readonly BlockingCollection<ByteCode> _waiting = new(WaitingMax);
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly long _bytesMax;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private long _bytes;
    private bool _isStopped;

    /// <summary>Starts the thread, which waits for work.</summary>
    public BackgroundCompilation(TimeProvider time, ILogger log)
        : this(time, log, BytesMax)
    {
    }

    /// <summary>The same with another bound on memory.</summary>
    public BackgroundCompilation(TimeProvider time, ILogger log, long bytesMax)
    {
        (_time, _log, _bytesMax) = (time, log, bytesMax);
        _thread = new Thread(Work) { IsBackground = true, Name = "compiler" };
        _thread.Start();
    }

    /// <inheritdoc />
    public long GasPerOffer => 1_000_000;

    /// <inheritdoc />
    public CompiledCode? Offer(ByteCode code, long gasBurnt)
    {
        if (code.Hash is not { } hash)
        {
            return null;
        }

        lock (_gate)
        {
            if (_compiled.TryGetValue(hash, out var compiled))
            {
                return compiled;
            }

            if (!_isStopped && _hot.Burn(hash, code.Length, gasBurnt) && !_waiting.TryAdd(code))
            {
                _hot.Forget(hash);
            }

            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopped = true;
        }

        _waiting.CompleteAdding();

        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
        _waiting.Dispose();
    }

    private void Work()
    {
        foreach (var code in _waiting.GetConsumingEnumerable())
        {
            var start = _time.GetTimestamp();
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                Compile(code);
            }
            catch (Exception broken) when (broken is not OutOfMemoryException)
            {
                Refuse(code.Hash!.Value);
                Log.Broken(_log, code.Hash, code.Length, broken); // whoever runs that code is interpreted, as before
            }

            var rest = _time.GetElapsedTime(start) * (1000 / MillisecondsPerSecondMax - 1);
            _stop.Token.WaitHandle.WaitOne(rest);
        }
    }

    private void Compile(ByteCode code)
    {
        var hash = code.Hash!.Value;
        if (IsSettled(hash))
        {
            return; // it was forgotten while it waited, and became hot again
        }

        var start = _time.GetTimestamp();
        var compiled = CodeCompiler.Compile(code);
        if (compiled is null)
        {
            Refuse(hash);
            Log.Refused(_log, hash, code.Length, null);
            return;
        }

        lock (_gate)
        {
            if (_bytes + compiled.Footprint > _bytesMax)
            {
                GiveAllUp();
            }

            _bytes += compiled.Footprint;
            _compiled.Add(hash, compiled);
        }

        Log.Compiled(_log, hash, code.Length, _time.GetElapsedTime(start).TotalMilliseconds, null);
    }

    private bool IsSettled(in Hash256 hash)
    {
        lock (_gate)
        {
            return _compiled.ContainsKey(hash) || _hot.IsRefused(hash);
        }
    }

    private void Refuse(in Hash256 hash)
    {
        lock (_gate)
        {
            _hot.Refuse(hash);
        }
    }

    // What waits or makes its way there keeps what it has burnt.
    private void GiveAllUp()
    {
        foreach (var (hash, old) in _compiled)
        {
            old.Retire();
            _hot.Forget(hash);
        }

        _compiled.Clear();
        _bytes = 0;
    }

    private static class Log
    {
        internal static readonly Action<ILogger, Hash256?, int, double, Exception?> Compiled =
            LoggerMessage.Define<Hash256?, int, double>(LogLevel.Debug, new EventId(1, "Compiled"), "compiled {CodeHash}, {Bytes} bytes, in {Milliseconds} ms");

        internal static readonly Action<ILogger, Hash256?, int, Exception?> Broken =
            LoggerMessage.Define<Hash256?, int>(LogLevel.Error, new EventId(3, "Broken"), "the compiler broke on {CodeHash}, {Bytes} bytes; it stays interpreted");

        internal static readonly Action<ILogger, Hash256?, int, Exception?> Refused =
            LoggerMessage.Define<Hash256?, int>(LogLevel.Debug, new EventId(2, "Refused"), "not worth compiling: {CodeHash}, {Bytes} bytes");
    }
}
