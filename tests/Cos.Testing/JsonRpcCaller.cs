using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cos.Testing;

/// <summary>A plain JSON-RPC client over HTTP, independent of the node's own code.</summary>
public sealed class JsonRpcCaller(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private int _id;

    /// <summary>The node's HTTP endpoint.</summary>
    public Uri Endpoint => endpoint;

    /// <summary>The result of a call; throws <see cref="JsonRpcException"/> when the answer is an error.</summary>
    public async Task<JsonElement> CallAsync(string method, params object?[] parameters)
    {
        using var response = await _http.PostAsJsonAsync(endpoint, new { jsonrpc = "2.0", id = Interlocked.Increment(ref _id), method, @params = parameters });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("error", out var error)
            ? throw new JsonRpcException(error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString() ?? "")
            : answer.GetProperty("result");
    }

    /// <summary>A call whose result is a hexadecimal quantity.</summary>
    public async Task<ulong> QuantityAsync(string method, params object?[] parameters) => Quantity(await CallAsync(method, parameters));

    /// <summary>Reads a hexadecimal quantity such as <c>0x1f</c>.</summary>
    public static ulong Quantity(JsonElement value) => ulong.Parse(value.GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>A block by number or tag, with transaction hashes; null where there is none.</summary>
    public async Task<JsonElement?> BlockAsync(object numberOrTag)
    {
        var tag = numberOrTag is ulong number ? $"0x{number:x}" : numberOrTag;
        var block = await CallAsync("eth_getBlockByNumber", tag, false);
        return block.ValueKind == JsonValueKind.Null ? null : block;
    }

    /// <summary>Posts any body as it is; for hostile input. The caller disposes the answer.</summary>
    public Task<HttpResponseMessage> PostAsync(HttpContent body) => _http.PostAsync(endpoint, body);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
