using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Methods;

/// <summary>Reads the lists that a call object may carry.</summary>
internal static class ListReader
{
    /// <summary>Reads an EIP-2930 access list.</summary>
    internal static bool TryAccessList(ref Utf8JsonReader json, out ImmutableArray<AccessListEntry> list)
    {
        list = [];
        if (json.TokenType != JsonTokenType.StartArray) return false;
        var entries = ImmutableArray.CreateBuilder<AccessListEntry>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!TryEntry(ref json, out AccessListEntry? entry)) return false;
            entries.Add(entry);
        }

        list = entries.ToImmutable();
        return true;
    }

    /// <summary>Reads EIP-7702 authorizations.</summary>
    internal static bool TryAuthorizations(ref Utf8JsonReader json, out ImmutableArray<Authorization> list)
    {
        list = [];
        if (json.TokenType != JsonTokenType.StartArray) return false;
        var authorizations = ImmutableArray.CreateBuilder<Authorization>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!TryAuthorization(ref json, out Authorization? authorization)) return false;
            authorizations.Add(authorization);
        }

        list = authorizations.ToImmutable();
        return true;
    }

    private static bool TryEntry(ref Utf8JsonReader json, [NotNullWhen(true)] out AccessListEntry? entry)
    {
        entry = null;
        if (json.TokenType != JsonTokenType.StartObject) return false;
        Address? address = null;
        ImmutableArray<UInt256> slots = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isAddress = json.ValueTextEquals("address"u8), isSlots = json.ValueTextEquals("storageKeys"u8);
            json.Read();
            if (isAddress)
            {
                if (!JsonScan.TryAddress(ref json, out Address read)) return false;
                address = read;
            }
            else if (isSlots)
            {
                if (!TrySlots(ref json, out slots)) return false;
            }
            else
            {
                json.Skip();
            }
        }

        if (address is not { } known) return false;
        entry = new AccessListEntry(known, slots);
        return true;
    }

    private static bool TrySlots(ref Utf8JsonReader json, out ImmutableArray<UInt256> slots)
    {
        slots = [];
        if (json.TokenType == JsonTokenType.Null) return true;
        if (json.TokenType != JsonTokenType.StartArray) return false;
        var read = ImmutableArray.CreateBuilder<UInt256>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!JsonScan.TryHash(ref json, out Hash256 slot)) return false;
            read.Add(slot.ToUInt256());
        }

        slots = read.ToImmutable();
        return true;
    }

    private static bool TryAuthorization(ref Utf8JsonReader json, [NotNullWhen(true)] out Authorization? authorization)
    {
        authorization = null;
        if (json.TokenType != JsonTokenType.StartObject) return false;
        UInt256 chainId = default, parity = default, r = default, s = default;
        Address target = default;
        ulong nonce = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isChain = json.ValueTextEquals("chainId"u8), isTarget = json.ValueTextEquals("address"u8), isNonce = json.ValueTextEquals("nonce"u8);
            bool isParity = json.ValueTextEquals("yParity"u8), isR = json.ValueTextEquals("r"u8), isS = json.ValueTextEquals("s"u8);
            json.Read();
            if (isChain && !JsonScan.TryQuantity(ref json, out chainId)) return false;
            if (isTarget && !JsonScan.TryAddress(ref json, out target)) return false;
            if (isNonce && !JsonScan.TryQuantity(ref json, out nonce)) return false;
            if (isParity && !JsonScan.TryQuantity(ref json, out parity)) return false;
            if (isR && !JsonScan.TryWord(ref json, out r)) return false;
            if (isS && !JsonScan.TryWord(ref json, out s)) return false;
            json.Skip();
        }

        authorization = new Authorization(chainId, target, nonce, new TransactionSignature(parity, r, s));
        return true;
    }
}
