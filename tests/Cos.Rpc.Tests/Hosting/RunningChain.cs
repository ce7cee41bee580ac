using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Cos.Chain;
using Cos.Chain.Ports;
using Cos.Chain.Production;
using Cos.Crypto.Signatures;
using Cos.Execution.Genesis;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Subscriptions;
using Cos.Storage.Memory;
using Cos.Vm.Compiler;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cos.Rpc.Tests.Hosting;

/// <summary>A chain of one producer in memory, whose slots begin when the test says so, behind the real endpoint on a free loopback port.</summary>
public sealed class RunningChain : IAsyncDisposable
{
    public const ulong ChainId = DevGenesis.ChainId;
    private const ulong GenesisMilliseconds = 1_700_000_000_000;
    private static readonly byte[] FirstKey = Convert.FromHexString("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    private readonly WebApplication _app;
    private readonly ChainLoop _loop;
    private readonly JsonRpcEndpoint _endpoint;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _events;
    private readonly HttpClient _http = new();
    private readonly StrongBox<long> _now;
    private ulong _nonce;

    private RunningChain(WebApplication app, Ledger ledger, ChainLoop loop, JsonRpcEndpoint endpoint, ChainEvents events, Uri address, StrongBox<long> now)
    {
        _app = app;
        Ledger = ledger;
        _loop = loop;
        _endpoint = endpoint;
        Events = events;
        Address = address;
        _now = now;
        _events = endpoint.RunAsync(_stopping.Token);
    }

    public Ledger Ledger { get; }
    public ChainEvents Events { get; }
    public Uri Address { get; }
    public int Subscriptions => _endpoint.Subscriptions;
    public static Address Rich => DevGenesis.Accounts[0];

    public static Task<RunningChain> StartAsync() => StartAsync(new RpcLimits());

    public static Task<RunningChain> StartAsync(RpcLimits limits) => StartAsync(limits, new MemoryStateStore());

    public static Task<RunningChain> StartAsync(RpcLimits limits, IStateStore states) => StartAsync(limits, states, null);

    public static async Task<RunningChain> StartAsync(RpcLimits limits, IStateStore states, ICompilation? compilation, IAddressIndex? addresses = null)
    {
        var key = Ed25519Key.FromSeed(new byte[32].Select((_, i) => (byte)i).ToArray());
        var producer = new GenesisProducer(Cos.Primitives.Values.Address.FromLow(0xabcdef), new Hash256(key.PublicKey), "first");
        var dpos = new DposParameters { GenesisMilliseconds = GenesisMilliseconds, Seats = 1, Standbys = 0 };
        var events = new ChainEvents();
        var now = new StrongBox<long>((long)GenesisMilliseconds);
        var blocks = new MemoryBlockStore();
        var ledger = Ledger.Open(new LedgerParts
        {
            Spec = DevGenesis.Create(ChainId, dpos, [producer]),
            Blocks = blocks,
            Addresses = addresses ?? new MemoryAddressIndex(blocks),
            States = states,
            Journal = new MemorySigningJournal(),
            PoolStore = new MemoryPoolStore(),
            Seats = [new SeatKey(producer.Address, key)],
            Listeners = [events],
            Clock = () => Read(now),
        });
        var loop = new ChainLoop(ledger, () => Read(now));
        var endpoint = new JsonRpcEndpoint(ledger.Queries, ledger.Inbox, events, limits, compilation, TimeProvider.System, NullLogger.Instance);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        endpoint.Use(app);
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        loop.Start();
        return new RunningChain(app, ledger, loop, endpoint, events, new Uri(address), now);
    }

    /// <summary>Begins the next slot and waits until its block is the head.</summary>
    public async Task<ulong> MineAsync()
    {
        ulong before = Ledger.Queries.Head.Number;
        ulong now = (ulong)Interlocked.Add(ref _now.Value, 500);
        Ledger.Inbox.Tick(new UnixMillis(now));
        await Cos.Testing.Eventually.HoldsAsync("a block", TimeSpan.FromSeconds(20), () => Task.FromResult(Ledger.Queries.Head.Number > before));
        return before + 1;
    }

    /// <summary>Signs a transaction of the first dev account with its next nonce.</summary>
    public Transaction Sign(Address? to, ulong wei, byte[] input) => Sign(_nonce++, to, wei, input);

    public static Transaction Sign(Transaction unsigned) => unsigned.Sign(FirstKey);

    public static Transaction Sign(ulong nonce, Address? to, ulong wei, byte[] input) => Sign(new Transaction
    {
        Kind = TransactionKind.DynamicFee,
        ChainId = ChainId,
        Nonce = nonce,
        MaxFeePerGas = 20_000_000_000,
        MaxPriorityFeePerGas = 1_000_000_000,
        GasLimit = 1_000_000,
        To = to,
        Value = wei,
        Input = input,
        Signature = new TransactionSignature(UInt256.Zero, UInt256.Zero, UInt256.Zero),
    });

    /// <summary>Init code that deploys <paramref name="runtime"/>.</summary>
    public static byte[] InitCode(byte[] runtime) => [0x60, (byte)runtime.Length, 0x80, 0x60, 0x0b, 0x60, 0x00, 0x39, 0x60, 0x00, 0xf3, .. runtime];

    public Task<JsonElement> SendAsync(Transaction transaction) => ResultAsync("eth_sendRawTransaction", Quote(transaction));

    public static string Quote(Transaction transaction) => $"\"{Hex.Encode(transaction.Encoded.Span)}\"";

    /// <summary>Sends, mines, and gives the receipt.</summary>
    public async Task<JsonElement> ExecuteAsync(Address? to, ulong wei, byte[] input)
    {
        Transaction transaction = Sign(to, wei, input);
        await SendAsync(transaction);
        await MineAsync();
        return await ResultAsync("eth_getTransactionReceipt", $"\"{transaction.Hash}\"");
    }

    public async Task<JsonElement> ResultAsync(string method, params string[] arguments)
    {
        JsonElement answer = await CallAsync(method, arguments);
        return answer.TryGetProperty("result", out JsonElement result) ? result : throw new AssertionException($"{method}: {answer}");
    }

    public async Task<(int Code, string Message, string? Data)> ErrorAsync(string method, params string[] arguments)
    {
        JsonElement answer = await CallAsync(method, arguments);
        if (!answer.TryGetProperty("error", out JsonElement error)) throw new AssertionException($"{method} was not refused: {answer}");
        string? data = error.TryGetProperty("data", out JsonElement value) ? value.GetString() : null;
        return (error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()!, data);
    }

    public async Task<JsonElement> CallAsync(string method, params string[] arguments) =>
        JsonElement.Parse(await PostAsync(Body(method, arguments)));

    public static string Body(string method, params string[] arguments) =>
        $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":[{{string.Join(',', arguments)}}]}""";

    public async Task<string> PostAsync(string body)
    {
        using HttpResponseMessage response = await PostContentAsync(new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return await response.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> PostContentAsync(HttpContent content) => _http.PostAsync(Address, content);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public async Task<Socket> OpenSocketAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "ws" }.Uri, CancellationToken.None);
        return new Socket(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await _events;
        }
        catch (OperationCanceledException)
        {
            // it was told to end
        }

        await _app.DisposeAsync();
        Ledger.Inbox.Close();
        await _loop.Completion;
        _endpoint.Dispose();
        _http.Dispose();
        _stopping.Dispose();
    }

    private static UnixMillis Read(StrongBox<long> now) => new((ulong)Interlocked.Read(ref now.Value));
}
