using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Cos.Rpc.Tests.Hosting;

/// <summary>A client's WebSocket that speaks JSON.</summary>
public sealed class Socket(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public async Task<JsonElement> CallAsync(string method, params string[] arguments)
    {
        await SendAsync(RunningChain.Body(method, arguments));
        return await ReadAsync();
    }

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<JsonElement> ReadAsync() => JsonElement.Parse(await ReadTextAsync() ?? throw new AssertionException($"closed: {socket.CloseStatus} {socket.CloseStatusDescription}"));

    /// <summary>The next message; null when the server closed.</summary>
    public async Task<string?> ReadTextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var text = new MemoryStream();
        byte[] part = new byte[16 * 1024];
        while (true)
        {
            ValueWebSocketReceiveResult got = await socket.ReceiveAsync(part.AsMemory(), patience.Token);
            if (got.MessageType == WebSocketMessageType.Close) return null;
            text.Write(part, 0, got.Count);
            if (got.EndOfMessage) return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    public void Dispose() => socket.Dispose();
}
