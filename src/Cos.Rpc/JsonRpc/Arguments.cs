using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Cos.Chain.Queries;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.Subscriptions;

namespace Cos.Rpc.JsonRpc;

/// <summary>
/// Reads a call's arguments in order. Each read is true when the argument was there and right; the first that was not is kept in <see cref="Error"/>,
/// so a method reads what it needs with <c>&amp;&amp;</c> and returns the error.
/// </summary>
internal ref struct Arguments
{
    private Utf8JsonReader _json;
    private int _index;
    private bool _ended;

    internal Arguments(ReadOnlySpan<byte> parameters, SocketExchange? exchange, PendingBlock? pending)
    {
        Exchange = exchange;
        Pending = pending;
        _index = -1;
        _json = new Utf8JsonReader(parameters.IsEmpty ? "[]"u8 : parameters, new JsonReaderOptions { MaxDepth = 64 });
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartArray) return;
        _ended = true;
        if (_json.TokenType != JsonTokenType.Null) Error = RpcError.Params("non-array args");
    }

    /// <summary>The WebSocket message the call came by, or null.</summary>
    internal SocketExchange? Exchange { get; }

    /// <summary>The block that would be made now, once a method asked for it with <see cref="RpcError.AwaitsPending"/>.</summary>
    internal PendingBlock? Pending { get; }

    /// <summary>What was wrong first.</summary>
    internal RpcError? Error { get; private set; }

    /// <summary>Where the arguments are being read.</summary>
    [UnscopedRef]
    internal ref Utf8JsonReader Json => ref _json;

    /// <summary>An address.</summary>
    internal bool Address(out Address value)
    {
        Span<byte> bytes = stackalloc byte[Cos.Primitives.Values.Address.Size];
        bool read = Exact(bytes, "an address of 20 bytes in hex with 0x prefix");
        value = read ? new Address(bytes) : default;
        return read;
    }

    /// <summary>A 32-byte hash.</summary>
    internal bool Hash(out Hash256 value)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        bool read = Exact(bytes, "a hash of 32 bytes in hex with 0x prefix");
        value = read ? new Hash256(bytes) : default;
        return read;
    }

    /// <summary>A storage slot: up to 32 bytes in hex.</summary>
    internal bool Slot(out UInt256 value)
    {
        value = default;
        if (!Required()) return false;
        return JsonScan.TryWord(ref _json, out value) || Fail("expected a storage slot of at most 32 bytes in hex with 0x prefix");
    }

    /// <summary>A quantity that fits 64 bits.</summary>
    internal bool Quantity(out ulong value)
    {
        value = 0;
        if (!Required()) return false;
        return JsonScan.TryQuantity(ref _json, out value) || Fail("expected a quantity in hex with 0x prefix, without leading zeros, of at most 64 bits");
    }

    /// <summary>A quantity, also where it is given as a plain JSON number.</summary>
    internal bool Count(out ulong value)
    {
        value = 0;
        if (!Required()) return false;
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetUInt64(out value)) return true;
        return JsonScan.TryQuantity(ref _json, out value) || Fail("expected a quantity in hex with 0x prefix or a number");
    }

    /// <summary>A quantity or a plain number, null where absent.</summary>
    internal bool OptionalCount(out ulong? value)
    {
        value = null;
        if (!Next()) return Error is null;
        bool read = _json.TokenType == JsonTokenType.Number ? _json.TryGetUInt64(out ulong number) : JsonScan.TryQuantity(ref _json, out number);
        value = read ? number : null;
        return read || Fail("expected a quantity in hex with 0x prefix or a number");
    }

    /// <summary>Bytes in hex.</summary>
    internal bool Bytes(out byte[] value)
    {
        value = [];
        if (!Required()) return false;
        return JsonScan.TryBytes(ref _json, out value) || Fail("expected bytes in hex with 0x prefix");
    }

    /// <summary>A flag, <paramref name="otherwise"/> where absent.</summary>
    internal bool Flag(bool otherwise, out bool value)
    {
        value = otherwise;
        if (!Next()) return Error is null;
        if (_json.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return Fail("expected true or false");
        value = _json.TokenType == JsonTokenType.True;
        return true;
    }

    /// <summary>A string.</summary>
    internal bool Text(out string value)
    {
        value = "";
        if (!Required()) return false;
        if (_json.TokenType != JsonTokenType.String) return Fail("expected a string");
        value = JsonScan.Text(ref _json);
        return true;
    }

    /// <summary>Which block; the newest where absent.</summary>
    internal bool Block(out BlockSelector value)
    {
        value = BlockSelector.Latest;
        if (!Next()) return Error is null;
        return BlockSelector.TryRead(ref _json, out value, out string words) || Fail(words);
    }

    /// <summary>Which block, by number or tag or hash; must be there.</summary>
    internal bool RequiredBlock(out BlockSelector value)
    {
        value = BlockSelector.Latest;
        if (!Required()) return false;
        return BlockSelector.TryRead(ref _json, out value, out string words) || Fail(words);
    }

    /// <summary>Which block, where the method's name says by which of the two: by its hash, or by its number or a tag.</summary>
    internal bool NamedBlock(bool byHash, out BlockSelector value)
    {
        value = BlockSelector.Latest;
        if (byHash)
        {
            bool read = Hash(out Hash256 hash);
            value = BlockSelector.Of(new BlockHash(hash));
            return read;
        }

        return RequiredBlock(out value) && (value.Tag != BlockTag.Hash || Fail(BlockSelector.ExpectedNumber));
    }

    /// <summary>Moves to the next argument; false when there is none or it is null.</summary>
    internal bool Next()
    {
        if (_ended || Error is not null) return false;
        _json.Read();
        _index++;
        _ended = _json.TokenType == JsonTokenType.EndArray;
        return !_ended && _json.TokenType != JsonTokenType.Null;
    }

    /// <summary>Moves to the next argument, which must be there.</summary>
    internal bool Required()
    {
        if (Next()) return true;
        Error ??= RpcError.Missing(_index);
        return false;
    }

    /// <summary>True when nothing is left to read.</summary>
    internal bool End()
    {
        int wanted = _index + 1;
        if (!_ended && Error is null)
        {
            _json.Read();
            if (_json.TokenType != JsonTokenType.EndArray) Error = RpcError.Params($"too many arguments, want at most {wanted}");
        }

        return Error is null;
    }

    /// <summary>Says what the present argument should have been.</summary>
    internal bool Fail(string words)
    {
        Error ??= RpcError.Argument(_index, words);
        return false;
    }

    private bool Exact(scoped Span<byte> destination, string what)
    {
        if (!Required()) return false;
        return JsonScan.TryExact(ref _json, destination) || Fail($"expected {what}");
    }
}
