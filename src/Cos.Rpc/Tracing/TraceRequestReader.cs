using System.Text.Json;
using Cos.Execution.Simulation;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Methods;

namespace Cos.Rpc.Tracing;

/// <summary>Reads the options of the debug_trace methods. Members it does not know are ignored, as clients send those of other nodes.</summary>
internal static class TraceRequestReader
{
    private const int InnerMax = 8;

    /// <summary>Reads the next argument; geth's defaults where absent.</summary>
    internal static bool TryRead(ref Arguments arguments, out TraceRequest request)
    {
        request = TraceRequest.Default;
        if (!arguments.Next()) return arguments.Error is null;
        if (arguments.Json.TokenType != JsonTokenType.StartObject) return arguments.Fail("expected an object of trace options");
        return Read(ref arguments.Json, ref request) is not { } words || arguments.Fail(words);
    }

    private static string? Read(ref Utf8JsonReader json, ref TraceRequest request)
    {
        Utf8JsonReader configuration = default;
        bool isConfigured = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonScan.Text(ref json);
            json.Read();
            if (json.TokenType == JsonTokenType.Null) continue;
            if (name == "tracerConfig")
            {
                if (json.TokenType != JsonTokenType.StartObject) return "'tracerConfig': expected an object";
                configuration = json; // read when the tracer is known, whichever comes first
                isConfigured = true;
                json.Skip();
            }
            else if (ReadMember(ref json, name, ref request) is { } words)
            {
                return words;
            }
        }

        return isConfigured ? ReadConfiguration(ref configuration, ref request, isInner: false) : null;
    }

    private static string? ReadMember(ref Utf8JsonReader json, string name, ref TraceRequest request)
    {
        bool flag;
        switch (name)
        {
            case "tracer":
                if (json.TokenType != JsonTokenType.String) return "'tracer': expected a name";
                string? words = TracerNames.Find(JsonScan.Text(ref json), out TracerKind kind);
                request = request with { Tracer = kind };
                return words;
            case "timeout":
                if (json.TokenType != JsonTokenType.String || !GoDuration.TryRead(JsonScan.Text(ref json), out TimeSpan timeout)) return "'timeout': expected a duration like \"5s\" or \"300ms\"";
                request = request with { Timeout = timeout };
                return null;
            case "limit":
                if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out long limit) || limit < 0) return "'limit': expected a number that is not negative";
                request = request with { StructLogs = request.StructLogs with { Limit = limit } };
                return null;
            case "enableMemory" or "disableMemory":
                if (!TryFlag(ref json, out flag)) return NotAFlag(name);
                request = request with { StructLogs = request.StructLogs with { EnableMemory = flag == (name == "enableMemory") } };
                return null;
            case "enableReturnData" or "disableReturnData":
                if (!TryFlag(ref json, out flag)) return NotAFlag(name);
                request = request with { StructLogs = request.StructLogs with { EnableReturnData = flag == (name == "enableReturnData") } };
                return null;
            case "disableStack":
                if (!TryFlag(ref json, out flag)) return NotAFlag(name);
                request = request with { StructLogs = request.StructLogs with { DisableStack = flag } };
                return null;
            case "disableStorage":
                if (!TryFlag(ref json, out flag)) return NotAFlag(name);
                request = request with { StructLogs = request.StructLogs with { DisableStorage = flag } };
                return null;
            default:
                return ReadCallMember(ref json, name, ref request);
        }
    }

    private static string? ReadCallMember(ref Utf8JsonReader json, string name, ref TraceRequest request)
    {
        string? words = null;
        switch (name)
        {
            case "stateOverrides":
                words = OverridesReader.ReadState(ref json, out StateOverrides accounts);
                request = request with { Accounts = accounts };
                break;
            case "blockOverrides":
                words = OverridesReader.ReadBlock(ref json, out BlockOverrides block);
                request = request with { Block = block };
                break;
            case "txIndex":
                if (!JsonScan.TryQuantity(ref json, out ulong index)) return "'txIndex': expected a quantity in hex with 0x prefix";
                request = request with { TransactionIndex = index };
                break;
            default:
                json.Skip();
                break;
        }

        return words;
    }

    private static string? ReadConfiguration(ref Utf8JsonReader json, ref TraceRequest request, bool isInner)
    {
        if (request.Tracer == TracerKind.Mux) return isInner ? "'tracerConfig': a muxTracer takes no other" : ReadInner(ref json, ref request);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonScan.Text(ref json);
            json.Read();
            bool isFlag = TryFlag(ref json, out bool flag);
            if (json.TokenType == JsonTokenType.Null) continue;
            TraceRequest? read = name switch
            {
                "onlyTopCall" => request with { OnlyTopCall = flag },
                "withLog" => request with { WithLog = flag },
                "convertParityErrors" => request with { ConvertParityErrors = flag },
                "includePrecompiles" => request with { IncludePrecompiles = flag },
                "diffMode" => request with { DiffMode = flag },
                "disableCode" => request with { DisableCode = flag },
                "disableStorage" => request with { DisableStorage = flag },
                _ => null,
            };
            if (read is not null && !isFlag) return NotAFlag(name);
            request = read ?? request;
            json.Skip();
        }

        return null;
    }

    private static string? ReadInner(ref Utf8JsonReader json, ref TraceRequest request)
    {
        var inner = new SortedDictionary<string, TraceRequest>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonScan.Text(ref json);
            json.Read();
            if (TracerNames.Find(name, out TracerKind kind) is { } unknown) return unknown;
            if (kind is TracerKind.StructLog or TracerKind.Mux) return "'tracerConfig': a muxTracer takes named tracers, and none of its own kind";
            var one = new TraceRequest { Tracer = kind };
            if (json.TokenType == JsonTokenType.StartObject && ReadConfiguration(ref json, ref one, isInner: true) is { } words) return words;
            json.Skip();
            inner[name] = one;
            if (inner.Count > InnerMax) return $"'tracerConfig': too many tracers, want at most {InnerMax}";
        }

        request = request with { Inner = [.. inner.Select(static entry => (entry.Key, entry.Value))] };
        return null;
    }

    private static bool TryFlag(ref Utf8JsonReader json, out bool flag)
    {
        flag = json.TokenType == JsonTokenType.True;
        return json.TokenType is JsonTokenType.True or JsonTokenType.False;
    }

    private static string NotAFlag(string name) => $"'{name}': expected true or false";
}
