using System.Collections.Immutable;
using System.Text.Json;
using Cos.Chain.Queries;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Views;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Rpc.Methods;

/// <summary>Accounts: balances, nonces, code, slots and proofs of them.</summary>
internal sealed class StateMethods(ChainQueries queries, BlockFinder finder, RpcLimits limits)
{
    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("eth_getBalance", GetBalance),
        RpcMethod.Light("eth_getTransactionCount", GetTransactionCount),
        RpcMethod.Light("eth_getCode", GetCode),
        RpcMethod.Light("eth_getStorageAt", GetStorageAt),
        RpcMethod.Heavy("eth_getStorageValues", GetStorageValues),
        RpcMethod.Light("eth_getAccountInfo", GetAccountInfo),
        RpcMethod.Heavy("eth_getProof", GetProof),
    ];

    private RpcError? GetBalance(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address address) && arguments.Block(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (finder.View(in selector, arguments.Pending, out IStateView view) is { } refused) return refused;
        sink.Quantity(view.TryGetAccount(in address, out Account account) ? account.Balance : UInt256.Zero);
        return null;
    }

    private RpcError? GetTransactionCount(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address address) && arguments.Block(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (selector.Tag == BlockTag.Pending)
        {
            sink.Quantity(queries.PendingNonce(in address));
            return null;
        }

        if (finder.View(in selector, null, out IStateView view) is { } refused) return refused;
        sink.Quantity(view.TryGetAccount(in address, out Account account) ? account.Nonce : 0UL);
        return null;
    }

    private RpcError? GetCode(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address address) && arguments.Block(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (finder.View(in selector, arguments.Pending, out IStateView view) is { } refused) return refused;
        sink.Bytes(CodeOf(view, in address).Span);
        return null;
    }

    private RpcError? GetStorageAt(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address address) && arguments.Slot(out UInt256 slot) && arguments.Block(out BlockSelector selector) && arguments.End()))
        {
            return arguments.Error;
        }

        if (finder.View(in selector, arguments.Pending, out IStateView view) is { } refused) return refused;
        Span<byte> word = stackalloc byte[UInt256.Size];
        view.GetStorage(in address, in slot).WriteBigEndian(word);
        sink.Bytes(word);
        return null;
    }

    // Accounts and their slots come in the order in which they were asked for.
    private RpcError? GetStorageValues(ref Arguments arguments, JsonSink sink)
    {
        var asked = new List<(Address Address, UInt256 Slot)>();
        if (!(TryReadSlots(ref arguments, asked) && arguments.Block(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (asked.Count == 0) return RpcError.Params("empty request");
        if (finder.View(in selector, arguments.Pending, out IStateView view) is { } refused) return refused;
        Span<byte> word = stackalloc byte[UInt256.Size];
        sink.OpenObject();
        foreach (IGrouping<Address, (Address Address, UInt256 Slot)> account in asked.GroupBy(entry => entry.Address))
        {
            sink.Name(System.Text.Encoding.ASCII.GetBytes(account.Key.ToString()));
            sink.OpenArray();
            foreach ((Address address, UInt256 slot) in account)
            {
                view.GetStorage(in address, in slot).WriteBigEndian(word);
                sink.Bytes(word);
            }

            sink.CloseArray();
        }

        sink.CloseObject();
        return null;
    }

    private bool TryReadSlots(ref Arguments arguments, List<(Address Address, UInt256 Slot)> asked)
    {
        const string expected = "expected an object of addresses, each with an array of storage slots of at most 32 bytes in hex with 0x prefix";
        if (!arguments.Required()) return false;
        ref Utf8JsonReader json = ref arguments.Json;
        if (json.TokenType != JsonTokenType.StartObject) return arguments.Fail(expected);
        Span<byte> bytes = stackalloc byte[Address.Size];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueIsEscaped || !HexText.TryReadExact(json.ValueSpan, bytes)) return arguments.Fail(expected);
            var address = new Address(bytes);
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray) return arguments.Fail(expected);
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (asked.Count >= limits.ProofSlotsMax) return arguments.Fail($"too many storage slots, want at most {limits.ProofSlotsMax}");
                if (!JsonScan.TryWord(ref json, out UInt256 slot)) return arguments.Fail(expected);
                asked.Add((address, slot));
            }
        }

        return true;
    }

    private RpcError? GetAccountInfo(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.Address(out Address address) && arguments.Block(out BlockSelector selector) && arguments.End())) return arguments.Error;
        if (finder.View(in selector, arguments.Pending, out IStateView view) is { } refused) return refused;
        view.TryGetAccount(in address, out Account account);
        sink.OpenObject();
        sink.Name("balance"u8);
        sink.Quantity(account.Balance);
        sink.Name("nonce"u8);
        sink.Quantity(account.Nonce);
        sink.Name("code"u8);
        sink.Bytes(CodeOf(view, in address).Span);
        sink.CloseObject();
        return null;
    }

    private RpcError? GetProof(ref Arguments arguments, JsonSink sink)
    {
        var slots = ImmutableArray.CreateBuilder<UInt256>();
        var whole = new List<bool>(); // a key given as a whole word is shown as one
        if (!(arguments.Address(out Address address) && TryReadKeys(ref arguments, slots, whole) && arguments.Block(out BlockSelector selector) && arguments.End()))
        {
            return arguments.Error;
        }

        if (finder.World(in selector, out IWorldState world) is { } refused) return refused;
        if (!StateProof.TryProve(world, world.StateRoot, in address, slots.ToArray(), out AccountProof proof)) return RpcError.Server("the state's nodes are no longer kept: ask again");
        ProofView.Write(sink, proof, whole);
        return null;
    }

    private bool TryReadKeys(ref Arguments arguments, ImmutableArray<UInt256>.Builder slots, List<bool> whole)
    {
        const string expected = "expected an array of storage slots of at most 32 bytes in hex with 0x prefix";
        if (!arguments.Required()) return false;
        ref Utf8JsonReader json = ref arguments.Json;
        if (json.TokenType != JsonTokenType.StartArray) return arguments.Fail(expected);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (slots.Count >= limits.ProofSlotsMax) return arguments.Fail($"too many storage slots, want at most {limits.ProofSlotsMax}");
            if (!JsonScan.TryWord(ref json, out UInt256 slot)) return arguments.Fail(expected);
            slots.Add(slot);
            whole.Add(json.ValueSpan.Length == HexText.QuantityCharsMax);
        }

        return true;
    }

    private static ReadOnlyMemory<byte> CodeOf(IStateView view, in Address address) =>
        view.TryGetAccount(in address, out Account account) && account.CodeHash != Account.EmptyCodeHash ? view.GetCode(account.CodeHash) : default;
}
