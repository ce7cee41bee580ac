using Cos.Primitives.Values;
using Cos.Vm.Code;

namespace Cos.Vm.Interpreter;

/// <summary>The frame that a frame asks the machine to run next. One a frame, reused.</summary>
internal sealed class CallRequest
{
    /// <summary>Whether a frame is asked for and has not ended.</summary>
    internal bool IsPending { get; set; }

    /// <summary>The instruction that asks; CALL or CREATE for a transaction's own message.</summary>
    internal byte Op { get; set; }

    /// <summary>The account it names: the callee or the contract to be made.</summary>
    internal Address Named { get; set; }

    /// <summary>Whether the code is initialisation code.</summary>
    internal bool IsCreate { get; set; }

    /// <summary>Whether <see cref="Value"/> moves from caller to self; not so in DELEGATECALL and CALLCODE.</summary>
    internal bool MovesValue { get; set; }

    /// <summary>Whether the asking frame's balance covers the value.</summary>
    internal bool CanPay { get; set; }

    /// <summary>Whether writes halt.</summary>
    internal bool IsStatic { get; set; }

    /// <summary>CALLER of the new frame.</summary>
    internal Address Caller { get; set; }

    /// <summary>ADDRESS of the new frame: whose storage it has.</summary>
    internal Address Self { get; set; }

    /// <summary>CALLVALUE of the new frame.</summary>
    internal UInt256 Value { get; set; }

    /// <summary>What it runs.</summary>
    internal ByteCode Code { get; set; } = ByteCode.Empty;

    /// <summary>Its gas.</summary>
    internal long Gas { get; set; }

    /// <summary>Its call data: a range of the asking frame's memory, which rests meanwhile.</summary>
    internal ReadOnlyMemory<byte> Input { get; set; }

    /// <summary>Where in the asking frame's memory its output goes.</summary>
    internal int OutputOffset { get; set; }

    /// <summary>The most bytes of output to copy there.</summary>
    internal int OutputLength { get; set; }
}
