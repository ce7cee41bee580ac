using System.Text;
using System.Text.Json;
using Cos.Chain;
using Cos.Chain.Inbox;
using Cos.Chain.Production;
using Cos.Crypto.Signatures;
using Cos.Execution.Genesis;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Subscriptions;
using Cos.Storage.Memory;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cos.Fuzzing.Targets;

/// <summary>JSON-RPC bodies, on a chain in memory: the answer is JSON or nothing, and never "internal error".</summary>
public sealed class JsonRpcTarget : IFuzzTarget, IDisposable
{
    private const ulong GenesisMilliseconds = 1_700_000_000_000;
    private const int InternalError = -32603;

    private static readonly string[] Requests =
    [
        """{"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["latest",true]}""",
        """[{"jsonrpc":"2.0","id":"a","method":"eth_chainId"},{"jsonrpc":"2.0","id":null,"method":"eth_blockNumber","params":[]}]""",
        """{"jsonrpc":"2.0","id":2,"method":"eth_call","params":[{"to":"0x0000000000000000000000000000000000000004","data":"0x01","gas":"0x7530"},"pending",{"0x0000000000000000000000000000000000000007":{"code":"0x60016002","balance":"0x1","stateDiff":{"0x00":"0x01"}}}]}""",
        """{"jsonrpc":"2.0","id":3,"method":"eth_getLogs","params":[{"fromBlock":"0x0","toBlock":"latest","address":["0x0000000000000000000000000000000000000004"],"topics":[null,["0x0000000000000000000000000000000000000000000000000000000000000001"]]}]}""",
        """{"jsonrpc":"2.0","id":4,"method":"eth_getProof","params":["0x0000000000000000000000000000000000000004",["0x0"],{"blockNumber":"0x0"}]}""",
        """{"jsonrpc":"2.0","id":5,"method":"eth_feeHistory","params":["0x5","latest",[10,50.5]]}""",
        """{"jsonrpc":"2.0","id":6,"method":"eth_sendRawTransaction","params":["0x02f86c01"]}""",
        """{"jsonrpc":"2.0","id":7,"method":"debug_traceCall","params":[{"to":"0x0000000000000000000000000000000000000004","gas":"0x7530"},"latest",{"tracer":"callTracer","tracerConfig":{"withLog":true}}]}""",
        """{"jsonrpc":"2.0","id":8,"method":"debug_traceCall","params":[{"to":"0x0000000000000000000000000000000000000004","gas":"0x7530"},"latest",{"enableMemory":true,"limit":5,"stateOverrides":{"0x0000000000000000000000000000000000000007":{"code":"0x6001"}}}]}""",
        """{"jsonrpc":"2.0","id":9,"method":"eth_simulateV1","params":[{"blockStateCalls":[{"blockOverrides":{"number":"0x5"},"calls":[{"to":"0x0000000000000000000000000000000000000004","gas":"0x7530"}]}],"traceTransfers":true},"latest"]}""",
    ];

    private readonly ChainInbox _inbox;
    private readonly ChainLoop _loop;
    private readonly JsonRpcEndpoint _endpoint;

    /// <summary>Makes the chain.</summary>
    public JsonRpcTarget()
    {
        var key = Ed25519Key.FromSeed(new byte[32]);
        var producer = new GenesisProducer(Address.FromLow(0xabcdef), new Hash256(key.PublicKey), "first");
        var events = new ChainEvents();
        static UnixMillis Clock() => new(GenesisMilliseconds);
        var ledger = Ledger.Open(new LedgerParts
        {
            Spec = DevGenesis.Create(DevGenesis.ChainId, new DposParameters { GenesisMilliseconds = GenesisMilliseconds, Seats = 1, Standbys = 0 }, [producer]),
            Blocks = new MemoryBlockStore(),
            States = new MemoryStateStore(),
            Journal = new MemorySigningJournal(),
            PoolStore = new MemoryPoolStore(),
            Seats = [new SeatKey(producer.Address, key)],
            Listeners = [events],
            Clock = Clock,
        });
        _inbox = ledger.Inbox;
        _loop = new ChainLoop(ledger, Clock);
        _endpoint = new JsonRpcEndpoint(ledger.Queries, ledger.Inbox, events, new RpcLimits(), TimeProvider.System, NullLogger.Instance);
        _loop.Start();
    }

    /// <inheritdoc />
    public string Name => "json-rpc";

    /// <inheritdoc />
    public IReadOnlyList<byte[]> Seeds { get; } = [.. Requests.Select(Encoding.UTF8.GetBytes)];

    /// <inheritdoc />
    public bool Run(ReadOnlySpan<byte> input)
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream(input.ToArray());
        using var answer = new MemoryStream();
        (http.Request.Method, http.Request.ContentType, http.Request.ContentLength) = (HttpMethods.Post, "application/json", body.Length);
        http.Request.Host = new HostString("localhost");
        (http.Request.Body, http.Response.Body) = (body, answer);
        _endpoint.HandleAsync(http).GetAwaiter().GetResult();
        http.Response.CompleteAsync().GetAwaiter().GetResult();
        if (answer.Length == 0 || http.Response.StatusCode != StatusCodes.Status200OK)
        {
            return false;
        }

        var isAnswered = false;
        using var json = JsonDocument.Parse(answer.GetBuffer().AsMemory(0, (int)answer.Length));
        foreach (var one in json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray()] : (JsonElement[])[json.RootElement])
        {
            var isInternal = one.TryGetProperty("error", out var error) && error.GetProperty("code").GetInt32() == InternalError;
            FindingException.Require(!isInternal, $"no request is an internal error: {error}");
            isAnswered |= one.TryGetProperty("result", out _);
        }

        return isAnswered;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _inbox.Close();
        _loop.Completion.GetAwaiter().GetResult();
        _endpoint.Dispose();
    }
}
