using System.Collections.Immutable;
using System.Text.Json;
using Cos.Execution.Simulation;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>Reads what a simulated call pretends of accounts and of its block, in geth's shapes.</summary>
internal static class OverridesReader
{
    private const int SlotsMax = 65_536;

    /// <summary>Reads the next argument as account overrides; none where absent.</summary>
    internal static bool TryState(ref Arguments arguments, out StateOverrides overrides)
    {
        overrides = StateOverrides.None;
        if (!arguments.Next()) return arguments.Error is null;
        return ReadState(ref arguments.Json, out overrides) is not { } words || arguments.Fail(words);
    }

    /// <summary>Reads the next argument as block overrides; none where absent.</summary>
    internal static bool TryBlock(ref Arguments arguments, out BlockOverrides overrides)
    {
        overrides = BlockOverrides.None;
        if (!arguments.Next()) return arguments.Error is null;
        return ReadBlock(ref arguments.Json, out overrides) is not { } words || arguments.Fail(words);
    }

    /// <summary>Reads the account overrides of a call where the reader stands; says what is wrong with them.</summary>
    internal static string? ReadState(ref Utf8JsonReader json, out StateOverrides overrides)
    {
        if (ReadAccounts(ref json, out overrides) is { } words) return words;
        return overrides.MoverWithoutPrecompile is { } account ? $"account {AddressText.Checksummed(account)} is not a precompile" : null;
    }

    /// <summary>Reads account overrides where the reader stands; whether what moves is a precompile is for whoever applies them to say.</summary>
    internal static string? ReadAccounts(ref Utf8JsonReader json, out StateOverrides overrides)
    {
        overrides = StateOverrides.None;
        if (json.TokenType != JsonTokenType.StartObject) return "expected an object of accounts to override";
        var accounts = new Dictionary<Address, AccountOverride>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryName(ref json, out Address address)) return "state override: expected addresses as names";
            json.Read();
            if (ReadAccount(ref json, address, out AccountOverride account) is { } words) return $"state override of {address}: {words}";
            accounts[address] = account;
            if (accounts.Count > StateOverrides.AccountsMax) return $"too many overridden accounts, want at most {StateOverrides.AccountsMax}";
        }

        if (accounts.Count > 0) overrides = new StateOverrides([.. accounts.Values.OrderBy(account => account.Address)]);
        return null;
    }

    /// <summary>Reads block overrides where the reader stands; says what is wrong with them.</summary>
    internal static string? ReadBlock(ref Utf8JsonReader json, out BlockOverrides overrides)
    {
        overrides = BlockOverrides.None;
        if (json.TokenType != JsonTokenType.StartObject) return "expected an object of block fields to override";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonScan.Text(ref json);
            json.Read();
            if (json.TokenType == JsonTokenType.Null) continue;
            if (!TryBlockMember(ref json, name, ref overrides)) return $"block override '{name}' is malformed";
        }

        return null;
    }

    private static bool TryBlockMember(ref Utf8JsonReader json, string name, ref BlockOverrides overrides)
    {
        bool read = true;
        ulong number = 0;
        switch (name)
        {
            case "number":
                read = JsonScan.TryQuantity(ref json, out number);
                overrides = overrides with { Number = number };
                break;
            case "time":
                read = JsonScan.TryQuantity(ref json, out number);
                overrides = overrides with { Timestamp = number };
                break;
            case "gasLimit":
                read = JsonScan.TryQuantity(ref json, out number);
                overrides = overrides with { GasLimit = number };
                break;
            case "coinbase" or "feeRecipient":
                read = JsonScan.TryAddress(ref json, out Address coinbase);
                overrides = overrides with { Coinbase = coinbase };
                break;
            case "random" or "prevRandao":
                read = JsonScan.TryHash(ref json, out Hash256 randao);
                overrides = overrides with { PrevRandao = randao };
                break;
            case "baseFee" or "baseFeePerGas":
                read = JsonScan.TryQuantity(ref json, out UInt256 baseFee);
                overrides = overrides with { BaseFee = baseFee };
                break;
            default:
                json.Skip();
                break;
        }

        return read;
    }

    private static string? ReadAccount(ref Utf8JsonReader json, in Address address, out AccountOverride account)
    {
        account = new AccountOverride { Address = address };
        if (json.TokenType != JsonTokenType.StartObject) return "expected an object";
        bool hasDiff = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonScan.Text(ref json);
            json.Read();
            if (json.TokenType == JsonTokenType.Null) continue;
            if (!TryAccountMember(ref json, name, ref account)) return $"'{name}' is malformed";
            hasDiff |= name == "stateDiff";
        }

        return hasDiff && account.State is not null ? "it has both 'state' and 'stateDiff'" : null;
    }

    private static bool TryAccountMember(ref Utf8JsonReader json, string name, ref AccountOverride account)
    {
        bool read = true;
        switch (name)
        {
            case "balance":
                read = JsonScan.TryQuantity(ref json, out UInt256 balance);
                account = account with { Balance = balance };
                break;
            case "nonce":
                read = JsonScan.TryQuantity(ref json, out ulong nonce);
                account = account with { Nonce = nonce };
                break;
            case "code":
                read = JsonScan.TryBytes(ref json, out byte[] code);
                account = account with { Code = code };
                break;
            case "movePrecompileToAddress":
                read = JsonScan.TryAddress(ref json, out Address target);
                account = account with { MovesPrecompileTo = target };
                break;
            case "state":
                read = TrySlots(ref json, out var state);
                account = account with { State = state };
                break;
            case "stateDiff":
                read = TrySlots(ref json, out var diff);
                account = account with { StateDiff = diff };
                break;
            default:
                json.Skip();
                break;
        }

        return read;
    }

    private static bool TrySlots(ref Utf8JsonReader json, out ImmutableArray<(UInt256 Slot, UInt256 Value)> slots)
    {
        slots = [];
        if (json.TokenType != JsonTokenType.StartObject) return false;
        var read = new Dictionary<UInt256, UInt256>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueIsEscaped || !HexText.TryReadWord(json.ValueSpan, out UInt256 slot) || read.Count >= SlotsMax) return false;
            json.Read();
            if (!JsonScan.TryWord(ref json, out UInt256 value)) return false;
            read[slot] = value;
        }

        slots = [.. read.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value))];
        return true;
    }

    private static bool TryName(ref Utf8JsonReader json, out Address address)
    {
        Span<byte> bytes = stackalloc byte[Address.Size];
        bool read = !json.ValueIsEscaped && HexText.TryReadExact(json.ValueSpan, bytes);
        address = read ? new Address(bytes) : default;
        return read;
    }
}
