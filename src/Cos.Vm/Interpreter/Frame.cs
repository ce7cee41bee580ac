using Cos.Primitives.Values;
using Cos.Vm.Code;

namespace Cos.Vm.Interpreter;

/// <summary>One message in execution: its code, stack, memory and gas. Frames are reused, one for each depth.</summary>
internal sealed class Frame(int depth, ModulusCache moduli)
{
    /// <summary>The most words on a stack.</summary>
    internal const int StackWordsMax = 1024;

    private const int OuterFrames = 2;
    private const int OuterRetainedBytesMax = 1 << 23; // 140 million gas
    private const int ShallowFrames = 16;
    private const int ShallowRetainedBytesMax = 1 << 20;
    private const int DeepRetainedBytesMax = 1 << 14;

    /// <summary>The words; the first <see cref="Height"/> are in use while the frame rests.</summary>
    internal readonly UInt256[] Stack = GC.AllocateUninitializedArray<UInt256>(StackWordsMax);

    /// <summary>Memory. Deep frames keep little of it: a stranger could else fill a thousand of them in turn and never be seen again.</summary>
    internal readonly FrameMemory Memory = new(depth < OuterFrames ? OuterRetainedBytesMax : depth < ShallowFrames ? ShallowRetainedBytesMax : DeepRetainedBytesMax);

    /// <summary>What its last call returned.</summary>
    internal readonly ReturnBuffer Returned = new();

    /// <summary>What MULMOD divided by last; shared by all frames of a workspace.</summary>
    internal readonly ModulusCache Moduli = moduli;

    /// <summary>The frame it asks for.</summary>
    internal readonly CallRequest Request = new();

    /// <summary>What it runs.</summary>
    internal ByteCode Code = ByteCode.Empty;

    /// <summary>Where the pinned code starts; valid only inside the loop.</summary>
    internal unsafe byte* CodeStart;

    /// <summary>Ends a simulated call from outside.</summary>
    internal Interrupt Interrupt = null!;

    /// <summary>ADDRESS: whose storage and balance it acts on.</summary>
    internal Address Self;

    /// <summary>CALLER.</summary>
    internal Address Caller;

    /// <summary>CALLVALUE.</summary>
    internal UInt256 Value;

    /// <summary>Call data; owned by the caller's frame, which rests meanwhile.</summary>
    internal ReadOnlyMemory<byte> Input;

    /// <summary>Whether writes halt.</summary>
    internal bool IsStatic;

    /// <summary>Whether it runs initialisation code.</summary>
    internal bool IsCreate;

    /// <summary>The journal's state before it.</summary>
    internal int Checkpoint;

    /// <summary>Offset of the next instruction, while the frame rests or a table-driven instruction runs.</summary>
    internal int Next;

    /// <summary>Words on the stack, while the frame rests or a table-driven instruction runs.</summary>
    internal int Height;

    /// <summary>Gas left, while the frame rests or once it has ended.</summary>
    internal long Gas;

    /// <summary>Whether its tracer was shown an instruction whose end it has not been shown; traced frames only.</summary>
    internal bool IsInStep;

    /// <summary>Gas that a call which was settled at once gave back in this step; of interest in traced frames only.</summary>
    internal long GivenBack;

    /// <summary>Why it ended; <see cref="Cos.Vm.Halt.Unspecified"/> while it has not.</summary>
    internal Halt Halt;

    /// <summary>Where in its memory the output is.</summary>
    internal int OutputOffset;

    /// <summary>Bytes of output.</summary>
    internal int OutputLength;

    /// <summary>Whose frame it is.</summary>
    internal Machine Machine { get; private set; } = null!;

    /// <summary>0 for the transaction's own message.</summary>
    internal int Depth { get; } = depth;

    /// <summary>What it returned.</summary>
    internal ReadOnlySpan<byte> Output => Memory.Range(OutputOffset, OutputLength);

    /// <summary>Makes it ready to run from the start.</summary>
    internal void Open(Machine machine, CallRequest request, int checkpoint)
    {
        Memory.Reset();
        Returned.Reset();
        Request.IsPending = false;
        Machine = machine;
        Interrupt = machine.Interrupt;
        Code = request.Code;
        Self = request.Self;
        Caller = request.Caller;
        Value = request.Value;
        Input = request.Input;
        IsStatic = request.IsStatic;
        IsCreate = request.IsCreate;
        Gas = request.Gas;
        Checkpoint = checkpoint;
        (Next, Height, OutputOffset, OutputLength, Halt) = (0, 0, 0, 0, Halt.Unspecified);
    }

    /// <summary>Ends it with the gas that is left; for use as `return frame.End(…)` in an instruction.</summary>
    internal long End(Halt halt, long gas)
    {
        (Halt, Gas) = (halt, gas);
        return -1;
    }

    /// <summary>Ends it and burns its gas; for use as `return frame.Fail(…)` in an instruction.</summary>
    internal long Fail(Halt halt) => End(halt, 0);

    /// <summary>Lets go of what it held, so that nothing outlives its call.</summary>
    internal void Close()
    {
        Memory.Reset();
        Returned.Reset();
        Code = ByteCode.Empty;
        Input = default;
        Request.IsPending = false;
        Request.Code = ByteCode.Empty;
        Request.Input = default;
    }
}
