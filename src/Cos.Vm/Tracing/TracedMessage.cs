using Cos.Primitives.Values;
using Cos.State.Journal;

namespace Cos.Vm.Tracing;

/// <summary>A message as it begins.</summary>
public readonly ref struct TracedMessage
{
    /// <summary>The instruction that makes it: CALL, CALLCODE, DELEGATECALL, STATICCALL, CREATE, CREATE2 or SELFDESTRUCT; CALL or CREATE for a transaction's own.</summary>
    public required byte Op { get; init; }

    /// <summary>0 for the transaction's own message.</summary>
    public required int Depth { get; init; }

    /// <summary>The account that makes it: the sender, or the ADDRESS of the frame it comes from, whatever CALLER will read.</summary>
    public required Address From { get; init; }

    /// <summary>The account it names: the callee, the contract to be made, or a destruction's beneficiary.</summary>
    public required Address To { get; init; }

    /// <summary>What CALLVALUE will read, or what a destruction moves.</summary>
    public required UInt256 Value { get; init; }

    /// <summary>Gas handed to it, a stipend included.</summary>
    public required long Gas { get; init; }

    /// <summary>Call data, or initialisation code.</summary>
    public required ReadOnlySpan<byte> Input { get; init; }

    /// <summary>The world, for reading only.</summary>
    public required Journal Journal { get; init; }
}
