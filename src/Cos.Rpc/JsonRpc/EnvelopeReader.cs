using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Cos.Rpc.JsonRpc;

/// <summary>Splits a body into envelopes without copying. The whole body must be JSON before anything is called.</summary>
internal sealed class EnvelopeReader(MethodTable methods, int batchItemsMax)
{
    private const int DepthMax = 64;
    private const int NameBytesShown = 64;

    /// <summary>Reads a body; the error is for the body as a whole. A batch gives a list, a single call one request.</summary>
    internal RpcError? Read(ReadOnlyMemory<byte> body, out RpcRequest single, out List<RpcRequest>? batch)
    {
        single = default;
        batch = null;
        var json = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            if (!json.Read()) return RpcError.Parse;
            if (json.TokenType == JsonTokenType.StartArray)
            {
                if (ReadBatch(ref json, body, batch = []) is { } refused) return refused;
            }
            else
            {
                single = ReadOne(ref json, body);
            }

            return json.Read() ? RpcError.Parse : null;
        }
        catch (JsonException)
        {
            return RpcError.Parse; // the reader has no form that tells of bad JSON by value
        }
    }

    private RpcError? ReadBatch(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, List<RpcRequest> items)
    {
        bool tooMany = false;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            tooMany |= items.Count == batchItemsMax;
            RpcRequest item = ReadOne(ref json, body);
            if (!tooMany) items.Add(item);
        }

        if (tooMany) return RpcError.BatchTooLarge;
        return items.Count == 0 ? RpcError.EmptyBatch : null;
    }

    private RpcRequest ReadOne(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return new RpcRequest { Error = RpcError.InvalidRequest };
        }

        ReadOnlyMemory<byte> id = default, parameters = default;
        RpcMethod? method = null;
        string? unknown = null;
        bool version = false, idFits = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            Member member = MemberOf(ref json);
            json.Read();
            switch (member)
            {
                case Member.Version: version = json.TokenType == JsonTokenType.String && json.ValueTextEquals("2.0"u8); json.Skip(); break;
                case Member.Id: idFits = TryTakeId(ref json, body, out id); break;
                case Member.Params: parameters = Take(ref json, body); break;
                case Member.Method: ReadMethod(ref json, out method, out unknown); break;
                case Member.Unspecified: json.Skip(); break;
            }
        }

        if (!version || !idFits || (method is null && unknown is null)) return new RpcRequest { Id = id, Error = RpcError.InvalidRequest };
        return new RpcRequest { Id = id, Params = parameters, Method = method, Error = unknown is null ? null : RpcError.UnknownMethod(unknown) };
    }

    private static Member MemberOf(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("jsonrpc"u8)) return Member.Version;
        if (json.ValueTextEquals("method"u8)) return Member.Method;
        if (json.ValueTextEquals("params"u8)) return Member.Params;
        return json.ValueTextEquals("id"u8) ? Member.Id : Member.Unspecified;
    }

    private void ReadMethod(ref Utf8JsonReader json, out RpcMethod? method, out string? unknown)
    {
        method = null;
        unknown = null;
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return;
        }

        if (!json.ValueIsEscaped) method = methods.Find(json.ValueSpan);
        if (method is null) unknown = Encoding.UTF8.GetString(json.ValueSpan[..Math.Min(json.ValueSpan.Length, NameBytesShown)]);
    }

    private static bool TryTakeId(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, out ReadOnlyMemory<byte> id)
    {
        id = default;
        bool fits = json.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null;
        ReadOnlyMemory<byte> raw = Take(ref json, body);
        if (!fits || !Utf8.IsValid(raw.Span)) return false;
        id = raw;
        return true;
    }

    private static ReadOnlyMemory<byte> Take(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        int start = (int)json.TokenStartIndex;
        json.Skip();
        return body[start..(int)json.BytesConsumed];
    }

    private enum Member
    {
        Unspecified = 0,
        Version,
        Id,
        Method,
        Params,
    }
}
