using System.Buffers;
using System.Net.WebSockets;
using Cos.Chain.Inbox;
using Cos.Chain.Queries;
using Cos.Rpc.Json;
using Cos.Rpc.Methods;
using Cos.Rpc.Subscriptions;
using Cos.Rpc.Tracing;
using Cos.Rpc.Views;
using Cos.Vm.Compiler;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cos.Rpc.JsonRpc;

/// <summary>JSON-RPC over HTTP and WebSocket on one port, with geth's manners: a probe by GET, refusals by status, calls by POST.</summary>
public sealed class JsonRpcEndpoint : IDisposable
{
    private const string JsonType = "application/json";
    private const int UnflushedBytesMax = 32 * 1024;
    private readonly Dispatcher _dispatcher;
    private readonly SocketSessions _sessions;
    private readonly HostRules _hosts;
    private readonly EventFan _fan;
    private readonly SubscriptionBoard _board;
    private readonly HeavyGate _gate;
    private readonly RpcMeter _meter;
    private readonly RpcLimits _limits;

    /// <summary>Wires the methods to a chain. The same <paramref name="events"/> must be among the chain's listeners.</summary>
    public JsonRpcEndpoint(ChainQueries queries, ChainInbox inbox, ChainEvents events, RpcLimits limits, TimeProvider clock, ILogger logger)
        : this(queries, inbox, events, limits, null, clock, logger)
    {
    }

    /// <summary>The same, with a compiler for the code that simulated calls run much.</summary>
    public JsonRpcEndpoint(ChainQueries queries, ChainInbox inbox, ChainEvents events, RpcLimits limits, ICompilation? compilation, TimeProvider clock, ILogger logger)
    {
        _board = new SubscriptionBoard();
        var filters = new FilterTable(limits, clock);
        var waits = new ReceiptWaits();
        var finder = new BlockFinder(queries);
        var rendered = new RenderedBlocks(queries, limits.CacheBytesMax);
        var blocks = new BlockMethods(queries, finder, rendered);
        var submissions = new SubmissionMethods(queries, inbox, blocks, waits, limits, clock);
        events.WantsPending = () => _board.WantsPending || filters.WantsPending;
        _fan = new EventFan(events, _board, filters, waits);
        var spare = new SpareWorkspaces(compilation);
        var turns = new TraceTurns(queries, limits, clock);
        var methods = new MethodTable(
        [
            .. new NodeMethods(queries).All,
            .. blocks.All,
            .. new RawMethods(queries, finder, limits).All,
            .. new StateMethods(queries, finder, limits).All,
            .. new CallMethods(queries, finder, limits, spare, clock).All,
            .. new SimulationMethods(queries, finder, limits, spare, clock).All,
            .. new TraceMethods(queries, finder, turns, limits).All,
            .. new ParityMethods(queries, finder, turns, limits).All,
            .. new OtterscanMethods(queries, finder, limits, clock).All,
            .. new OtterscanTraceMethods(queries, turns).All,
            .. new FeeMethods(queries, finder, new TipOracle(queries), limits).All,
            .. submissions.All,
            .. new LogMethods(queries, finder, filters, _fan, limits).All,
            .. new SubscriptionMethods(limits).All,
            .. new PoolMethods(queries).All,
            .. new CosMethods(queries).All,
        ]);
        _gate = new HeavyGate(limits);
        _dispatcher = new Dispatcher(methods, submissions, queries, limits, _gate, logger);
        _sessions = new SocketSessions(_board, limits);
        _meter = new RpcMeter(methods, _sessions);
        _hosts = new HostRules(limits);
        _limits = limits;
    }

    /// <summary>Tells subscribers of the chain's events until cancelled; without it nothing is pushed.</summary>
    public Task RunAsync(CancellationToken cancellation) => _fan.RunAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        _gate.Dispose();
    }

    /// <summary>Live subscriptions of all WebSockets.</summary>
    public int Subscriptions => _board.Count;

    /// <summary>Puts the endpoint at the end of a pipeline.</summary>
    public void Use(IApplicationBuilder app)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = _limits.SocketPing, KeepAliveTimeout = _limits.SocketPing });
        app.Run(HandleAsync);
    }

    /// <summary>Answers one HTTP request or serves one WebSocket to its end. WebSockets need the middleware that <see cref="Use"/> adds.</summary>
    public Task HandleAsync(HttpContext http)
    {
        if (!_hosts.AllowsHost(http.Request.Host.Value)) return RefuseAsync(http, StatusCodes.Status403Forbidden, "invalid host specified");
        if (HttpMethods.IsPost(http.Request.Method)) return PostAsync(http);
        if (http.WebSockets.IsWebSocketRequest) return SocketAsync(http);
        if (HttpMethods.IsOptions(http.Request.Method)) return PreflightAsync(http);
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return ProbeAsync(http);
        return RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, "method not allowed");
    }

    private async Task PostAsync(HttpContext http)
    {
        if (!IsJson(http.Request.ContentType))
        {
            await RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, "invalid content type, only application/json is supported").ConfigureAwait(false);
            return;
        }

        if (http.Request.ContentLength > _limits.BodyBytesMax)
        {
            await RefuseBodyAsync(http).ConfigureAwait(false);
            return;
        }

        var reader = http.Request.BodyReader;
        var read = await reader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
        while (!read.IsCompleted && read.Buffer.Length <= _limits.BodyBytesMax)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
        }

        if (read.Buffer.Length > _limits.BodyBytesMax)
        {
            reader.AdvanceTo(read.Buffer.End);
            await RefuseBodyAsync(http).ConfigureAwait(false);
            return;
        }

        await AnswerAsync(http, read.Buffer).ConfigureAwait(false);
        reader.AdvanceTo(read.Buffer.End);
    }

    private async Task AnswerAsync(HttpContext http, ReadOnlySequence<byte> body)
    {
        using var sink = new JsonSink();
        if (body.IsSingleSegment)
        {
            await _dispatcher.AnswerAsync(body.First, null, sink, http.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            byte[] whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
            body.CopyTo(whole);
            await _dispatcher.AnswerAsync(whole.AsMemory(0, (int)body.Length), null, sink, http.RequestAborted).ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(whole);
        }

        AllowOrigin(http);
        http.Response.ContentType = JsonType;
        http.Response.ContentLength = sink.Length;
        http.Response.BodyWriter.Write(sink.WrittenSpan);
        if (sink.Length > UnflushedBytesMax) await http.Response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }

    private async Task SocketAsync(HttpContext http)
    {
        if (!_hosts.AllowsSocketOrigin(http.Request.Headers.Origin))
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "origin not allowed").ConfigureAwait(false);
            return;
        }

        if (!_sessions.TryReserve())
        {
            await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, "too many connections").ConfigureAwait(false);
            return;
        }

        try
        {
            using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            await _sessions.ServeAsync(socket, _dispatcher, http.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            _sessions.Release();
        }
    }

    private Task ProbeAsync(HttpContext http)
    {
        // Load balancers ask with an empty GET whether anybody is there.
        bool empty = http.Request.ContentLength is null or 0 && !http.Request.QueryString.HasValue;
        if (!empty) return RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, "invalid content type, only application/json is supported");
        AllowOrigin(http);
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private Task PreflightAsync(HttpContext http)
    {
        if (AllowOrigin(http))
        {
            http.Response.Headers.AccessControlAllowMethods = "POST, GET";
            http.Response.Headers.AccessControlAllowHeaders = "content-type";
            http.Response.Headers.AccessControlMaxAge = "600";
        }

        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private bool AllowOrigin(HttpContext http)
    {
        if (_limits.AllowedOrigins.IsEmpty || !_hosts.AllowsOrigin(http.Request.Headers.Origin)) return false;
        http.Response.Headers.AccessControlAllowOrigin = http.Request.Headers.Origin;
        http.Response.Headers.Vary = "Origin";
        return true;
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is null) return false;
        if (contentType == JsonType) return true;
        ReadOnlySpan<char> media = contentType.AsSpan();
        int end = media.IndexOf(';');
        if (end >= 0) media = media[..end];
        media = media.Trim();
        return media.Equals(JsonType, StringComparison.OrdinalIgnoreCase)
            || media.Equals("application/json-rpc", StringComparison.OrdinalIgnoreCase)
            || media.Equals("application/jsonrequest", StringComparison.OrdinalIgnoreCase);
    }

    private Task RefuseBodyAsync(HttpContext http)
    {
        // What is left of the body is not worth reading: the connection ends with the answer.
        http.Response.Headers.Connection = "close";
        return RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, $"content length too large ({http.Request.ContentLength ?? _limits.BodyBytesMax}>{_limits.BodyBytesMax})");
    }

    private static Task RefuseAsync(HttpContext http, int status, string words)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(words + "\n", http.RequestAborted);
    }
}
