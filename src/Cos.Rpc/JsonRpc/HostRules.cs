using System.Collections.Frozen;
using System.Net;

namespace Cos.Rpc.JsonRpc;

/// <summary>Which Host and Origin headers are served: what keeps a web page the user visits from talking to the user's node.</summary>
internal sealed class HostRules(RpcLimits limits)
{
    private const string Any = "*";
    private readonly FrozenSet<string> _hosts = limits.AllowedHosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _origins = limits.AllowedOrigins.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private volatile string _lastAllowed = "";

    /// <summary>Whether a request addressed to this host is served: an IP address, since DNS cannot be rebound to it, or a listed name.</summary>
    internal bool AllowsHost(string? host)
    {
        if (string.IsNullOrEmpty(host)) return true; // HTTP/1.0 without the header is no browser
        if (string.Equals(host, _lastAllowed, StringComparison.Ordinal)) return true;
        ReadOnlySpan<char> name = NameOf(host);
        if (!IPAddress.TryParse(name, out _) && !_hosts.Contains(Any) && !_hosts.Contains(name.ToString())) return false;
        _lastAllowed = host;
        return true;
    }

    /// <summary>Whether a page of this origin may read the answers.</summary>
    internal bool AllowsOrigin(string? origin) => !string.IsNullOrEmpty(origin) && (_origins.Contains(Any) || _origins.Contains(origin));

    /// <summary>Whether a page of this origin may open a WebSocket, which browsers do not guard: programs send no origin.</summary>
    internal bool AllowsSocketOrigin(string? origin)
    {
        if (string.IsNullOrEmpty(origin) || AllowsOrigin(origin)) return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.IsLoopback;
    }

    private static ReadOnlySpan<char> NameOf(string host)
    {
        if (host[0] == '[')
        {
            int close = host.IndexOf(']', StringComparison.Ordinal);
            return close < 0 ? host : host.AsSpan(1, close - 1);
        }

        int colon = host.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? host : host.AsSpan(0, colon);
    }
}
