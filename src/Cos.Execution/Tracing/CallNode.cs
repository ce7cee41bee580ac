using Cos.Primitives.Values;
using Cos.Vm;
using Cos.Vm.Tracing;

namespace Cos.Execution.Tracing;

/// <summary>One message of a transaction, and the messages that it made. Complete once its <see cref="CallTree"/> is.</summary>
public sealed class CallNode
{
    private List<CallNode>? _calls;
    private List<TracedLog>? _logs;

    internal CallNode(in TracedMessage message)
    {
        Op = message.Op;
        Depth = message.Depth;
        From = message.From;
        To = message.To;
        Value = message.Value;
        Gas = message.Gas;
        Input = message.Input.ToArray();
    }

    /// <summary>CALL, CALLCODE, DELEGATECALL, STATICCALL, CREATE, CREATE2 or SELFDESTRUCT.</summary>
    public byte Op { get; }

    /// <summary>0 for the transaction's own.</summary>
    public int Depth { get; }

    /// <summary>The account that makes it.</summary>
    public Address From { get; }

    /// <summary>The callee, the contract to be made, or a destruction's beneficiary.</summary>
    public Address To { get; }

    /// <summary>What CALLVALUE reads, or what a destruction moves. A DELEGATECALL moves none of it.</summary>
    public UInt256 Value { get; }

    /// <summary>Gas handed to it, a stipend included; the transaction's own is without the intrinsic gas.</summary>
    public long Gas { get; }

    /// <summary>Call data, or initialisation code.</summary>
    public ReadOnlyMemory<byte> Input { get; }

    /// <summary>Gas that it did not give back.</summary>
    public long GasUsed { get; private set; }

    /// <summary>What it returned, its revert reason, or the code it deployed.</summary>
    public ReadOnlyMemory<byte> Output { get; private set; }

    /// <summary>How it ended.</summary>
    public Halt Halt { get; private set; }

    /// <summary>The instruction that ended it, where it ran code and did not succeed.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>Whether its own effects were kept; a caller may still have taken them back.</summary>
    public bool Succeeded => Halt == Halt.Success;

    /// <summary>The messages that it made, in order.</summary>
    public IReadOnlyList<CallNode> Calls => _calls ?? [];

    /// <summary>Its events, in order, those of frames that failed too.</summary>
    public IReadOnlyList<TracedLog> Logs => _logs ?? [];

    internal void Add(CallNode call) => (_calls ??= []).Add(call);

    internal void Add(TracedLog log) => (_logs ??= []).Add(log);

    internal void End(in TracedEnd end, bool keepsOutput)
    {
        (Halt, GasUsed) = (end.Halt, Gas - end.GasLeft);
        if (keepsOutput) Output = end.Output.ToArray();
    }
}
