using System.Collections.Frozen;
using System.Text.Json;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Tracing;

/// <summary>Reads the argument of trace_filter, and the lists of the other trace_ methods.</summary>
internal static class TraceCriteriaReader
{
    private const int PathStepsMax = 1025; // no path is longer than calls are deep

    /// <summary>Reads the next argument as criteria.</summary>
    internal static bool TryRead(ref Arguments arguments, int addressesMax, out TraceCriteria criteria)
    {
        criteria = new TraceCriteria();
        if (!arguments.Required()) return false;
        ref Utf8JsonReader json = ref arguments.Json;
        if (json.TokenType != JsonTokenType.StartObject) return arguments.Fail("expected a filter object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonScan.Text(ref json);
            json.Read();
            if (json.TokenType == JsonTokenType.Null) continue;
            if (ReadMember(ref json, name, addressesMax, ref criteria) is { } words) return arguments.Fail($"field '{name}': {words}");
        }

        return true;
    }

    /// <summary>Reads the next argument as the list of what to show of a transaction.</summary>
    internal static bool TryParts(ref Arguments arguments, out ParityParts parts)
    {
        parts = default;
        if (!arguments.Required()) return false;
        ref Utf8JsonReader json = ref arguments.Json;
        if (json.TokenType != JsonTokenType.StartArray) return arguments.Fail("expected an array of \"trace\" and \"stateDiff\"");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.String) return arguments.Fail("expected an array of \"trace\" and \"stateDiff\"");
            switch (JsonScan.Text(ref json))
            {
                case "trace":
                    parts = parts with { Trace = true };
                    break;
                case "stateDiff":
                    parts = parts with { StateDiff = true };
                    break;
                case "vmTrace":
                    return arguments.Fail("vmTrace is not supported: debug_traceTransaction without a tracer shows every instruction");
                default:
                    return arguments.Fail("expected an array of \"trace\" and \"stateDiff\"");
            }
        }

        return true;
    }

    /// <summary>Reads the next argument as the path to a message.</summary>
    internal static bool TryPath(ref Arguments arguments, out List<int> path)
    {
        path = [];
        if (!arguments.Required()) return false;
        ref Utf8JsonReader json = ref arguments.Json;
        if (json.TokenType != JsonTokenType.StartArray) return arguments.Fail("expected an array of indices");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            bool read = json.TokenType == JsonTokenType.Number ? json.TryGetUInt64(out ulong index) : JsonScan.TryQuantity(ref json, out index);
            if (!read || index > int.MaxValue || path.Count == PathStepsMax) return arguments.Fail("expected an array of indices");
            path.Add((int)index);
        }

        return true;
    }

    private static string? ReadMember(ref Utf8JsonReader json, string name, int addressesMax, ref TraceCriteria criteria)
    {
        string? words = null;
        switch (name)
        {
            case "fromBlock":
                if (!BlockSelector.TryRead(ref json, out BlockSelector from, out words)) return words;
                criteria = criteria with { From = from };
                return null;
            case "toBlock":
                if (!BlockSelector.TryRead(ref json, out BlockSelector to, out words)) return words;
                criteria = criteria with { To = to };
                return null;
            case "fromAddress":
                words = ReadAddresses(ref json, addressesMax, out var sources);
                criteria = criteria with { Sources = sources };
                return words;
            case "toAddress":
                words = ReadAddresses(ref json, addressesMax, out var targets);
                criteria = criteria with { Targets = targets };
                return words;
            case "after":
                if (!TryCount(ref json, out ulong after)) return "expected a number";
                criteria = criteria with { After = after };
                return null;
            case "count":
                if (!TryCount(ref json, out ulong count)) return "expected a number";
                criteria = criteria with { Count = count };
                return null;
            default:
                json.Skip();
                return words;
        }
    }

    private static bool TryCount(ref Utf8JsonReader json, out ulong count) =>
        json.TokenType == JsonTokenType.Number ? json.TryGetUInt64(out count) : JsonScan.TryQuantity(ref json, out count);

    private static string? ReadAddresses(ref Utf8JsonReader json, int addressesMax, out FrozenSet<Address> addresses)
    {
        const string words = "expected an array of addresses of 20 bytes in hex with 0x prefix";
        var read = new HashSet<Address>();
        addresses = [];
        if (json.TokenType == JsonTokenType.String)
        {
            if (!JsonScan.TryAddress(ref json, out Address single)) return words;
            addresses = [single];
            return null;
        }

        if (json.TokenType != JsonTokenType.StartArray) return words;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!JsonScan.TryAddress(ref json, out Address address)) return words;
            if (read.Count == addressesMax) return $"too many addresses, want at most {addressesMax}";
            read.Add(address);
        }

        addresses = read.ToFrozenSet();
        return null;
    }
}
