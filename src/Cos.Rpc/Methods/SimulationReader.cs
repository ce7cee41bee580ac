using System.Collections.Immutable;
using System.Text.Json;
using Cos.Execution.Simulation;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>Reads what eth_simulateV1 is asked for. Members it does not know are ignored.</summary>
internal ref struct SimulationReader
{
    private const int CallsMax = 10_000;

    private int _calls;
    private ImmutableArray<BlockCalls> _blocks;

    /// <summary>Whether moves of value are shown as events.</summary>
    internal bool TracesTransfers { get; private set; }
    /// <summary>Whether calls must be valid as transactions are.</summary>
    internal bool Validates { get; private set; }
    /// <summary>Whether blocks show their transactions rather than hashes.</summary>
    internal bool ShowsTransactions { get; private set; }
    /// <summary>The blocks asked for.</summary>
    internal readonly ImmutableArray<BlockCalls> Blocks => _blocks;

    /// <summary>Reads the next argument.</summary>
    internal bool TryRead(ref Arguments arguments, ulong chainId, ulong blocksMax)
    {
        _blocks = [];
        if (!arguments.Required()) return false;
        ref Utf8JsonReader json = ref arguments.Json;
        if (json.TokenType != JsonTokenType.StartObject) return arguments.Fail("expected an object with blockStateCalls");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadMember(ref json, chainId, blocksMax) is { } words) return arguments.Fail(words);
        }

        return true;
    }

    private string? ReadMember(ref Utf8JsonReader json, ulong chainId, ulong blocksMax)
    {
        bool isBlocks = json.ValueTextEquals("blockStateCalls"u8), isTransfers = json.ValueTextEquals("traceTransfers"u8);
        bool isValidation = json.ValueTextEquals("validation"u8), isFull = json.ValueTextEquals("returnFullTransactions"u8);
        json.Read();
        if (isBlocks) return ReadBlocks(ref json, chainId, blocksMax);
        if (!(isTransfers || isValidation || isFull) || json.TokenType == JsonTokenType.Null)
        {
            json.Skip();
            return null;
        }

        if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return "traceTransfers, validation and returnFullTransactions are true or false";
        bool flag = json.TokenType == JsonTokenType.True;
        if (isTransfers) TracesTransfers = flag;
        if (isValidation) Validates = flag;
        if (isFull) ShowsTransactions = flag;
        return null;
    }

    private string? ReadBlocks(ref Utf8JsonReader json, ulong chainId, ulong blocksMax)
    {
        if (json.TokenType != JsonTokenType.StartArray) return "blockStateCalls is an array";
        var blocks = ImmutableArray.CreateBuilder<BlockCalls>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (ReadBlock(ref json, chainId, out BlockCalls block) is { } words) return $"blockStateCalls[{blocks.Count}]: {words}";
            if ((ulong)blocks.Count <= blocksMax) blocks.Add(block); // one beyond the bound is enough to refuse
        }

        _blocks = blocks.ToImmutable();
        return null;
    }

    private string? ReadBlock(ref Utf8JsonReader json, ulong chainId, out BlockCalls block)
    {
        block = new BlockCalls();
        if (json.TokenType != JsonTokenType.StartObject) return "expected an object with blockOverrides, stateOverrides and calls";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isBlock = json.ValueTextEquals("blockOverrides"u8), isState = json.ValueTextEquals("stateOverrides"u8), isCalls = json.ValueTextEquals("calls"u8);
            json.Read();
            if (!(isBlock || isState || isCalls) || json.TokenType == JsonTokenType.Null)
            {
                json.Skip();
                continue;
            }

            if ((isBlock ? ReadHeader(ref json, ref block) : isState ? ReadState(ref json, ref block) : ReadCalls(ref json, chainId, ref block)) is { } words) return words;
        }

        return null;
    }

    private static string? ReadHeader(ref Utf8JsonReader json, ref BlockCalls block)
    {
        string? words = OverridesReader.ReadBlock(ref json, out BlockOverrides overrides);
        block = block with { Block = overrides };
        return words;
    }

    private static string? ReadState(ref Utf8JsonReader json, ref BlockCalls block)
    {
        string? words = OverridesReader.ReadAccounts(ref json, out StateOverrides overrides);
        block = block with { State = overrides };
        return words;
    }

    private string? ReadCalls(ref Utf8JsonReader json, ulong chainId, ref BlockCalls block)
    {
        if (json.TokenType != JsonTokenType.StartArray) return "calls is an array";
        var calls = ImmutableArray.CreateBuilder<CallArguments>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (CallReader.TryRead(ref json, chainId, out CallArguments call) is { } words) return $"calls[{calls.Count}]: {words}";
            if (++_calls > CallsMax) return $"more than {CallsMax} calls";
            calls.Add(call);
        }

        block = block with { Calls = calls.ToImmutable() };
        return null;
    }
}
