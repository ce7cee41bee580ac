using Cos.Primitives.Values;

namespace Cos.Vm;

/// <summary>The outermost message of a transaction or of a simulated call.</summary>
public readonly record struct Message
{
    /// <summary>A call or a creation.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Who sends it and pays its value.</summary>
    public required Address Caller { get; init; }

    /// <summary>The account called, or the address a creation makes (<see cref="Calls.ContractAddress.OfNonce"/>).</summary>
    public required Address Target { get; init; }

    /// <summary>Wei moved from caller to target.</summary>
    public required UInt256 Value { get; init; }

    /// <summary>Call data, or initialisation code.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Gas after the intrinsic part; below 2^63.</summary>
    public required ulong Gas { get; init; }

    /// <summary>Whether writes halt, as in a STATICCALL.</summary>
    public bool IsStatic { get; init; }
}
