#pragma warning disable RS0030 // The compiler names the methods that its code calls.
using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Cos.Primitives.Values;
using Cos.Vm.Instructions;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Compiler.Emit;

/// <summary>The methods that compiled code calls. What an instruction means is said once, in <see cref="Instructions"/>.</summary>
internal static unsafe class Routines
{
    private delegate long OnFrame(Frame frame, UInt256* top, long gas);

    private delegate long OnFrameByOp(Frame frame, byte op, UInt256* top, long gas);

    private delegate void OnOneWord(UInt256* a);

    private delegate void OnTwoWords(UInt256* a, UInt256* b);

    private delegate void OnThreeWords(UInt256* a, UInt256* b, UInt256* c);

    private delegate void OnFrameAndThreeWords(Frame frame, UInt256* a, UInt256* b, UInt256* c);

    private delegate ref byte FirstByte(byte[] bytes);

    internal static readonly Routine ReverseEndianness = Of((Func<ulong, ulong>)BinaryPrimitives.ReverseEndianness);
    internal static readonly Routine MultiplyHigh = Bmi2.X64.IsSupported ? Of((Func<ulong, ulong, ulong>)Bmi2.X64.MultiplyNoFlags) : Of((Func<ulong, ulong, ulong>)HighHalf);
    internal static readonly Routine Leave = Of((Action<Frame>)Exits.Leave);
    internal static readonly Routine BadJump = Of((Action<Frame>)Exits.BadJump);
    internal static readonly Routine Interrupted = Of((Action<Frame>)Exits.Interrupted);
    internal static readonly Routine Jump = Of((Func<Frame, ulong, int>)Exits.Jump);
    internal static readonly Routine Reserve = Of((Func<FrameMemory, ulong, ulong, int, long, long>)Exits.Reserve);
    internal static readonly Routine FirstByteOf = Of((FirstByte)MemoryMarshal.GetArrayDataReference);
    internal static readonly Routine InterruptRequested = Getter<Interrupt>(nameof(Interrupt.Requested));
    internal static readonly Routine ByOp = Of((OnFrameByOp)TableInstructions.Execute);

    /// <summary>The method of an instruction that takes its operands from slots and answers the gas left; null where it is reached by <see cref="ByOp"/>.</summary>
    internal static Routine? OfInstruction(byte op) => op switch
    {
        Op.Sload => Of((OnFrame)StorageInstructions.Load),
        Op.Sstore => Of((OnFrame)StorageInstructions.Store),
        Op.Tload => Of((OnFrame)StorageInstructions.LoadTransient),
        Op.Tstore => Of((OnFrame)StorageInstructions.StoreTransient),
        Op.Keccak256 => Of((OnFrame)MemoryInstructions.Keccak),
        Op.Mcopy => Of((OnFrame)MemoryInstructions.CopyWithin),
        Op.ReturnDataCopy => Of((OnFrame)MemoryInstructions.CopyReturned),
        Op.Balance => Of((OnFrame)AccountInstructions.Balance),
        _ => null,
    };

    /// <summary>The method of an instruction that only computes, on slots: operands from the top down, result in the deepest; MULMOD takes the frame before them. Null where there is none.</summary>
    internal static Routine? OfComputation(byte op) => op switch
    {
        Op.Mul => Of((OnTwoWords)Arithmetic.Multiply),
        Op.Div => Of((OnTwoWords)Arithmetic.Divide),
        Op.Sdiv => Of((OnTwoWords)Arithmetic.SignedDivide),
        Op.Mod => Of((OnTwoWords)Arithmetic.Mod),
        Op.Smod => Of((OnTwoWords)Arithmetic.SignedMod),
        Op.Addmod => Of((OnThreeWords)Arithmetic.AddMod),
        Op.Mulmod => Of((OnFrameAndThreeWords)Arithmetic.MulMod),
        Op.SignExtend => Of((OnTwoWords)Arithmetic.SignExtend),
        Op.Byte => Of((OnTwoWords)Arithmetic.Byte),
        Op.Shl => Of((OnTwoWords)Arithmetic.ShiftLeft),
        Op.Shr => Of((OnTwoWords)Arithmetic.ShiftRight),
        Op.Sar => Of((OnTwoWords)Arithmetic.ShiftRightArithmetic),
        Op.Clz => Of((OnOneWord)Arithmetic.CountLeadingZeros),
        _ => null,
    };

    private static ulong HighHalf(ulong a, ulong b) => Math.BigMul(a, b, out _);

    private static Routine Of(Delegate method) => new(method.Method);

    private static Routine Getter<T>(string property) =>
        new(typeof(T).GetProperty(property, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetMethod!);
}
