using Cos.Rpc.Json;

namespace Cos.Rpc.JsonRpc;

/// <summary>The envelope around an answer.</summary>
internal static class AnswerWriter
{
    /// <summary>Writes all before the result.</summary>
    internal static void Open(JsonSink sink, ReadOnlySpan<byte> id)
    {
        sink.Raw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        sink.Paste(id.IsEmpty ? "null"u8 : id);
        sink.Paste(",\"result\":"u8);
    }

    /// <summary>Writes a whole refusal.</summary>
    internal static void Error(JsonSink sink, ReadOnlySpan<byte> id, RpcError error)
    {
        sink.Raw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        sink.Paste(id.IsEmpty ? "null"u8 : id);
        sink.Paste(",\"error\":"u8);
        sink.OpenObject();
        sink.Name("code"u8);
        sink.Number(error.Code);
        sink.Name("message"u8);
        sink.Text(error.Message);
        if (error.Bytes is { } bytes)
        {
            sink.Name("data"u8);
            sink.Bytes(bytes.Span);
        }

        sink.CloseObject();
        sink.CloseObject();
    }

    /// <summary>Ends what was opened at the mark: closes the result, replaces it by the refusal, or drops both for a notification.</summary>
    internal static void Close(JsonSink sink, int mark, in RpcRequest request, RpcError? error)
    {
        if (error is null && !request.IsNotification)
        {
            sink.CloseObject();
            return;
        }

        sink.Truncate(mark);
        if (error is not null && !request.IsNotification) Error(sink, request.Id.Span, error);
    }
}
