namespace Cos.Testing;

/// <summary>An error answer of a JSON-RPC call.</summary>
public sealed class JsonRpcException(int code, string message) : Exception($"{code}: {message}")
{
    /// <summary>The JSON-RPC error code.</summary>
    public int Code => code;
}
