using System.Collections.Immutable;
using System.Text.Json;
using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Subscriptions;

namespace Cos.Rpc.Methods;

/// <summary>Reads the object that says which logs are wanted.</summary>
internal static class LogCriteriaReader
{
    /// <summary>Everything, where no object is given.</summary>
    internal static LogCriteria All(RpcLimits limits) => new(EmptyQuery(limits), null, null, null);

    /// <summary>Reads the next argument; <paramref name="required"/> says whether it must be there.</summary>
    internal static bool TryRead(ref Arguments arguments, RpcLimits limits, bool required, out LogCriteria criteria)
    {
        criteria = All(limits);
        if (required ? !arguments.Required() : !arguments.Next()) return arguments.Error is null;
        ref Utf8JsonReader json = ref arguments.Json;
        if (json.TokenType != JsonTokenType.StartObject) return arguments.Fail("expected a filter object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonScan.Text(ref json);
            json.Read();
            if (json.TokenType == JsonTokenType.Null) continue;
            if (ReadMember(ref json, name, limits.LogCriteriaMax, ref criteria) is { } words) return arguments.Fail(words);
        }

        if (criteria.Block is not null && (criteria.From ?? criteria.To) is not null)
        {
            return arguments.Fail("cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other");
        }

        return true;
    }

    private static string? ReadMember(ref Utf8JsonReader json, string name, int criteriaMax, ref LogCriteria criteria)
    {
        switch (name)
        {
            case "fromBlock":
                if (!BlockSelector.TryRead(ref json, out BlockSelector from, out string fromWords)) return $"field 'fromBlock': {fromWords}";
                criteria = criteria with { From = from };
                return null;
            case "toBlock":
                if (!BlockSelector.TryRead(ref json, out BlockSelector to, out string toWords)) return $"field 'toBlock': {toWords}";
                criteria = criteria with { To = to };
                return null;
            case "blockHash":
                if (!JsonScan.TryHash(ref json, out Hash256 hash)) return "field 'blockHash': expected a hash of 32 bytes in hex with 0x prefix";
                criteria = criteria with { Block = new BlockHash(hash) };
                return null;
            case "address":
                if (!TryAddresses(ref json, criteriaMax, out ImmutableArray<Address> addresses)) return $"field 'address': expected an address or an array of at most {criteriaMax}";
                criteria = criteria with { Query = criteria.Query with { Addresses = addresses } };
                return null;
            case "topics":
                if (!TryTopics(ref json, criteriaMax, out ImmutableArray<ImmutableArray<Hash256>> topics)) return $"field 'topics': expected at most {LogQuery.TopicsMax} topics, each null, a hash or an array of at most {criteriaMax} hashes";
                criteria = criteria with { Query = criteria.Query with { Topics = topics } };
                return null;
            default:
                json.Skip();
                return null;
        }
    }

    private static bool TryAddresses(ref Utf8JsonReader json, int countMax, out ImmutableArray<Address> addresses)
    {
        addresses = [];
        if (JsonScan.TryAddress(ref json, out Address single))
        {
            addresses = [single];
            return true;
        }

        if (json.TokenType != JsonTokenType.StartArray) return false;
        var read = ImmutableArray.CreateBuilder<Address>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (read.Count >= countMax || !JsonScan.TryAddress(ref json, out Address address)) return false;
            read.Add(address);
        }

        addresses = read.ToImmutable();
        return true;
    }

    private static bool TryTopics(ref Utf8JsonReader json, int countMax, out ImmutableArray<ImmutableArray<Hash256>> topics)
    {
        topics = [];
        if (json.TokenType != JsonTokenType.StartArray) return false;
        var read = ImmutableArray.CreateBuilder<ImmutableArray<Hash256>>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (read.Count >= LogQuery.TopicsMax || !TryPosition(ref json, countMax, out ImmutableArray<Hash256> position)) return false;
            read.Add(position);
        }

        topics = read.ToImmutable();
        return true;
    }

    // Null at a position, or in its list, matches any topic there.
    private static bool TryPosition(ref Utf8JsonReader json, int countMax, out ImmutableArray<Hash256> position)
    {
        position = [];
        if (json.TokenType == JsonTokenType.Null) return true;
        if (JsonScan.TryHash(ref json, out Hash256 single))
        {
            position = [single];
            return true;
        }

        if (json.TokenType != JsonTokenType.StartArray) return false;
        var read = ImmutableArray.CreateBuilder<Hash256>();
        bool any = false;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (read.Count >= countMax) return false;
            if (json.TokenType == JsonTokenType.Null) any = true;
            else if (JsonScan.TryHash(ref json, out Hash256 topic)) read.Add(topic);
            else return false;
        }

        if (!any) position = read.ToImmutable();
        return true;
    }

    private static LogQuery EmptyQuery(RpcLimits limits) => new() { FromNumber = 0, ToNumber = 0, LogsMax = limits.LogResultsMax + 1 };
}
