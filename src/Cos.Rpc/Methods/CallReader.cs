using System.Collections.Immutable;
using System.Text.Json;
using Cos.Execution.Simulation;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>Reads the call object of eth_call and its kin. Members it does not know are ignored, as libraries send many.</summary>
internal ref struct CallReader
{
    private const string AddressWords = "an address of 20 bytes in hex with 0x prefix";
    private const string QuantityWords = "a quantity in hex with 0x prefix, without leading zeros";
    private const string BytesWords = "bytes in hex with 0x prefix";
    private Address _from;
    private Address? _to;
    private ulong? _gas, _nonce;
    private UInt256? _gasPrice, _maxFee, _tip;
    private UInt256 _value;
    private ulong? _chainId;
    private byte[]? _input, _bytes;
    private ImmutableArray<AccessListEntry> _accessList;
    private ImmutableArray<Authorization> _authorizations;

    /// <summary>Reads the next argument as a call.</summary>
    internal static bool TryRead(ref Arguments arguments, ulong chainId, out CallArguments call)
    {
        call = new CallArguments();
        if (!arguments.Required()) return false;
        return TryRead(ref arguments.Json, chainId, out call) is not { } words || arguments.Fail(words);
    }

    /// <summary>Reads the value the reader stands on as a call; the words say what is wrong with it.</summary>
    internal static string? TryRead(ref Utf8JsonReader json, ulong chainId, out CallArguments call)
    {
        call = new CallArguments();
        if (json.TokenType != JsonTokenType.StartObject) return "expected a call object";
        var reader = new CallReader { _accessList = [], _authorizations = [] };
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ReadMember(ref json) is { } words) return words;
        }

        if (reader.Check(chainId) is { } contradiction) return contradiction;
        call = reader.Build();
        return null;
    }

    private string? ReadMember(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("to"u8)) return ReadAddress(ref json, "to", ref _to);
        if (json.ValueTextEquals("data"u8)) return ReadBytes(ref json, "data", ref _bytes);
        if (json.ValueTextEquals("input"u8)) return ReadBytes(ref json, "input", ref _input);
        if (json.ValueTextEquals("from"u8)) return ReadFrom(ref json);
        if (json.ValueTextEquals("gas"u8)) return ReadNumber(ref json, "gas", ref _gas);
        if (json.ValueTextEquals("gasPrice"u8)) return ReadQuantity(ref json, "gasPrice", ref _gasPrice);
        if (json.ValueTextEquals("maxFeePerGas"u8)) return ReadQuantity(ref json, "maxFeePerGas", ref _maxFee);
        if (json.ValueTextEquals("maxPriorityFeePerGas"u8)) return ReadQuantity(ref json, "maxPriorityFeePerGas", ref _tip);
        if (json.ValueTextEquals("value"u8)) return ReadValue(ref json);
        if (json.ValueTextEquals("nonce"u8)) return ReadNumber(ref json, "nonce", ref _nonce);
        if (json.ValueTextEquals("chainId"u8)) return ReadNumber(ref json, "chainId", ref _chainId);
        if (json.ValueTextEquals("accessList"u8)) return ReadList(ref json, ref _accessList);
        if (json.ValueTextEquals("authorizationList"u8)) return ReadList(ref json, ref _authorizations);
        json.Read();
        json.Skip();
        return null;
    }

    private readonly string? Check(ulong chainId)
    {
        if (_gasPrice is not null && (_maxFee is not null || _tip is not null)) return "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified";
        if (_input is not null && _bytes is not null && !_input.AsSpan().SequenceEqual(_bytes))
        {
            return "both \"data\" and \"input\" are set and not equal. Please use \"input\" to pass transaction call data";
        }

        if (_maxFee is { } cap && _tip is { } tip && tip > cap) return $"maxFeePerGas ({cap}) < maxPriorityFeePerGas ({tip})";
        return _chainId is { } named && named != chainId ? $"chainId does not match node's (have={named}, want={chainId})" : null;
    }

    private readonly CallArguments Build() => new()
    {
        From = _from,
        To = _to,
        Gas = _gas,
        MaxFeePerGas = _gasPrice ?? _maxFee ?? UInt256.Zero,
        MaxPriorityFeePerGas = _gasPrice ?? _tip ?? UInt256.Zero,
        NamesGasPrice = _gasPrice is not null,
        Value = _value,
        Nonce = _nonce,
        Input = _input ?? _bytes ?? [],
        AccessList = _accessList,
        AuthorizationList = _authorizations,
    };

    private string? ReadFrom(ref Utf8JsonReader json)
    {
        Address? from = null;
        string? words = ReadAddress(ref json, "from", ref from);
        _from = from ?? default;
        return words;
    }

    private string? ReadValue(ref Utf8JsonReader json)
    {
        UInt256? value = null;
        string? words = ReadQuantity(ref json, "value", ref value);
        _value = value ?? UInt256.Zero;
        return words;
    }

    private static string? ReadAddress(ref Utf8JsonReader json, string name, ref Address? value)
    {
        json.Read();
        value = null;
        if (json.TokenType == JsonTokenType.Null) return null;
        if (!JsonScan.TryAddress(ref json, out Address read)) return $"field '{name}': expected {AddressWords}";
        value = read;
        return null;
    }

    private static string? ReadBytes(ref Utf8JsonReader json, string name, ref byte[]? value)
    {
        json.Read();
        value = null;
        if (json.TokenType == JsonTokenType.Null) return null;
        return JsonScan.TryBytes(ref json, out value) ? null : $"field '{name}': expected {BytesWords}";
    }

    private static string? ReadNumber(ref Utf8JsonReader json, string name, ref ulong? value)
    {
        json.Read();
        value = null;
        if (json.TokenType == JsonTokenType.Null) return null;
        if (!JsonScan.TryQuantity(ref json, out ulong read)) return $"field '{name}': expected {QuantityWords}, of at most 64 bits";
        value = read;
        return null;
    }

    private static string? ReadQuantity(ref Utf8JsonReader json, string name, ref UInt256? value)
    {
        json.Read();
        value = null;
        if (json.TokenType == JsonTokenType.Null) return null;
        if (!JsonScan.TryQuantity(ref json, out UInt256 read)) return $"field '{name}': expected {QuantityWords}";
        value = read;
        return null;
    }

    private static string? ReadList(ref Utf8JsonReader json, ref ImmutableArray<AccessListEntry> list)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        return ListReader.TryAccessList(ref json, out list) ? null : "field 'accessList': expected an array of {address, storageKeys}";
    }

    private static string? ReadList(ref Utf8JsonReader json, ref ImmutableArray<Authorization> list)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        return ListReader.TryAuthorizations(ref json, out list) ? null : "field 'authorizationList': expected an array of {chainId, address, nonce, yParity, r, s}";
    }
}
