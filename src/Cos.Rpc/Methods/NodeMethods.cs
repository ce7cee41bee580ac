using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Cos.Chain.Queries;
using Cos.Crypto.Hashing;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Views;

namespace Cos.Rpc.Methods;

/// <summary>The node and its chain: who it is, which chain, how far.</summary>
internal sealed class NodeMethods(ChainQueries queries)
{
    private static readonly ImmutableArray<string> Modules = ["cos", "debug", "erigon", "eth", "net", "ots", "rpc", "trace", "txpool", "web3"];
    private readonly string _version = VersionOf();
    private readonly string _network = queries.Spec.Rules.ChainId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("eth_chainId", (ref arguments, sink) => Quantity(ref arguments, sink, queries.Spec.Rules.ChainId)),
        RpcMethod.Light("eth_blockNumber", (ref arguments, sink) => Quantity(ref arguments, sink, queries.Head.Number)),
        RpcMethod.Light("eth_syncing", (ref arguments, sink) => Flag(ref arguments, sink, false)), // a node that answers has the head it knows of
        RpcMethod.Light("eth_accounts", GetAccounts),
        RpcMethod.Light("eth_config", GetConfig),
        RpcMethod.Light("net_version", GetNetwork),
        RpcMethod.Light("net_listening", (ref arguments, sink) => Flag(ref arguments, sink, true)),
        RpcMethod.Light("net_peerCount", (ref arguments, sink) => Quantity(ref arguments, sink, 0)),
        RpcMethod.Light("web3_clientVersion", GetVersion),
        RpcMethod.Light("web3_sha3", Hash),
        RpcMethod.Light("rpc_modules", GetModules),
    ];

    private static RpcError? Quantity(ref Arguments arguments, JsonSink sink, ulong value)
    {
        if (!arguments.End()) return arguments.Error;
        sink.Quantity(value);
        return null;
    }

    private static RpcError? Flag(ref Arguments arguments, JsonSink sink, bool value)
    {
        if (!arguments.End()) return arguments.Error;
        sink.Flag(value);
        return null;
    }

    // The node holds no keys of users.
    private static RpcError? GetAccounts(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        sink.OpenArray();
        sink.CloseArray();
        return null;
    }

    private RpcError? GetConfig(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        ConfigView.Write(sink, queries.Spec, queries.Genesis);
        return null;
    }

    private RpcError? GetNetwork(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        sink.Text(_network);
        return null;
    }

    private RpcError? GetVersion(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        sink.Text(_version);
        return null;
    }

    private static RpcError? Hash(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Bytes(out byte[] input) && arguments.End())) return arguments.Error;
        Span<byte> digest = stackalloc byte[Keccak256.Size];
        Keccak256.Hash(input, digest);
        sink.Bytes(digest);
        return null;
    }

    private static RpcError? GetModules(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        sink.OpenObject();
        foreach (string module in Modules)
        {
            sink.Name(System.Text.Encoding.ASCII.GetBytes(module));
            sink.Text("1.0");
        }

        sink.CloseObject();
        return null;
    }

    private static string VersionOf()
    {
        string version = typeof(NodeMethods).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
        return $"cos/v{version}/{RuntimeInformation.RuntimeIdentifier}/dotnet{Environment.Version}";
    }
}
