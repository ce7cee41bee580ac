using System.Text.Json;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.JsonRpc;

/// <summary>Which block a call is about: a tag, a number or a hash (EIP-1898).</summary>
internal readonly record struct BlockSelector
{
    /// <summary>What to say where a hash will not do.</summary>
    internal const string ExpectedNumber = "expected a block number in hex with 0x prefix or a tag (latest, pending, safe, finalized, earliest)";
    private const string Expected = "expected a block number in hex with 0x prefix, a tag (latest, pending, safe, finalized, earliest) or an object with blockHash or blockNumber";

    /// <summary>The newest block.</summary>
    internal static readonly BlockSelector Latest = new() { Tag = BlockTag.Latest };

    /// <summary>How the block is named.</summary>
    internal BlockTag Tag { get; private init; }
    /// <summary>Its number, for <see cref="BlockTag.Number"/>.</summary>
    internal ulong Number { get; private init; }
    /// <summary>Its hash, for <see cref="BlockTag.Hash"/>.</summary>
    internal BlockHash Hash { get; private init; }
    /// <summary>Whether a block by hash must be on the best chain.</summary>
    internal bool MustBeCanonical { get; private init; }

    internal static BlockSelector Of(ulong number) => new() { Tag = BlockTag.Number, Number = number };
    internal static BlockSelector Of(BlockHash hash) => new() { Tag = BlockTag.Hash, Hash = hash };

    /// <summary>Reads the value the reader stands on and leaves the reader at its end.</summary>
    internal static bool TryRead(ref Utf8JsonReader json, out BlockSelector selector, out string words)
    {
        selector = Latest;
        words = Expected;
        if (json.TokenType == JsonTokenType.StartObject) return TryReadObject(ref json, out selector, ref words);
        if (json.TokenType != JsonTokenType.String) return false;
        if (TagOf(ref json) is var tag and not BlockTag.Unspecified)
        {
            selector = new BlockSelector { Tag = tag };
            return true;
        }

        Span<byte> hash = stackalloc byte[Hash256.Size];
        if (JsonScan.TryExact(ref json, hash))
        {
            selector = Of(new BlockHash(new Hash256(hash)));
            return true;
        }

        bool read = JsonScan.TryQuantity(ref json, out ulong number);
        if (read) selector = Of(number);
        return read;
    }

    private static BlockTag TagOf(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("latest"u8) || json.ValueTextEquals(""u8)) return BlockTag.Latest;
        if (json.ValueTextEquals("pending"u8)) return BlockTag.Pending;
        if (json.ValueTextEquals("finalized"u8)) return BlockTag.Finalized;
        if (json.ValueTextEquals("safe"u8)) return BlockTag.Safe;
        return json.ValueTextEquals("earliest"u8) ? BlockTag.Earliest : BlockTag.Unspecified;
    }

    private static bool TryReadObject(ref Utf8JsonReader json, out BlockSelector selector, ref string words)
    {
        BlockHash? hash = null;
        BlockSelector? number = null;
        bool canonical = false;
        selector = Latest;
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isHash = json.ValueTextEquals("blockHash"u8), isNumber = json.ValueTextEquals("blockNumber"u8), isCanonical = json.ValueTextEquals("requireCanonical"u8);
            json.Read();
            if (json.TokenType == JsonTokenType.Null || !(isHash || isNumber || isCanonical))
            {
                json.Skip();
            }
            else if (isHash)
            {
                if (!JsonScan.TryExact(ref json, bytes)) return false;
                hash = new BlockHash(new Hash256(bytes));
            }
            else if (isNumber)
            {
                if (json.TokenType != JsonTokenType.String || !TryRead(ref json, out BlockSelector named, out words)) return false;
                number = named;
            }
            else
            {
                if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return false;
                canonical = json.TokenType == JsonTokenType.True;
            }
        }

        if (hash is not null && number is not null) words = "cannot specify both blockHash and blockNumber, choose one or the other";
        if (hash is null == number is null) return false;
        selector = hash is { } h ? Of(h) with { MustBeCanonical = canonical } : number ?? Latest;
        return true;
    }
}
