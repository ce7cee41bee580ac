using System.Net.Sockets;
using System.Text;

namespace Cos.EndToEnd.Tests.Hostile;

/// <summary>A WebSocket held open by a bare TCP socket: it costs the test nothing, so thousands fit in one process.</summary>
internal sealed class IdleSocket : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<IdleSocket> ConnectAsync(Uri uri)
    {
        var idle = new IdleSocket();
        try
        {
            await idle._socket.ConnectAsync(uri.Host, uri.Port);
            var request = $"GET / HTTP/1.1\r\nHost: {uri.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            await idle._socket.SendAsync(Encoding.ASCII.GetBytes(request));
            var answer = new byte[1024];
            var length = await idle._socket.ReceiveAsync(answer);
            Assert.That(Encoding.ASCII.GetString(answer, 0, length), Does.StartWith("HTTP/1.1 101"));
            return idle;
        }
        catch
        {
            idle.Dispose();
            throw;
        }
    }

    /// <summary>Sends a masked ping frame and reads the pong.</summary>
    public async Task<bool> IsOpenAsync()
    {
        await _socket.SendAsync(new byte[] { 0x89, 0x80, 0, 0, 0, 0 });
        var answer = new byte[256];
        var length = await _socket.ReceiveAsync(answer).WaitAsync(TimeSpan.FromSeconds(10));
        return length > 0;
    }

    public void Dispose() => _socket.Dispose();
}
