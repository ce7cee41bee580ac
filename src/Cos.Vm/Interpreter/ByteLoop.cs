using System.Runtime.CompilerServices;
using Cos.Primitives.Values;
using Cos.Vm.Instructions;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Vm.Interpreter;

/// <summary>The loop over bytes. The frequent, cheap instructions are here; the others go through <see cref="TableInstructions"/>.</summary>
/// <remarks>
/// Pointers stay inside pinned arrays because: code is padded, so the operand and the opcode after any byte of it can be read, and STOP ends it;
/// jumps go only to marked bytes; a slot is used only after the stack's height was compared with what the instruction pops and pushes.
/// A frame's end burns all gas but on STOP, RETURN and REVERT, so the order of the checks within an instruction does not matter.
/// Measured by InterpreterBenchmarks, with the instructions that it inlines.
/// </remarks>
internal static unsafe class ByteLoop
{
    /// <summary>Runs a frame until it ends or asks for another one; <typeparamref name="TTracing"/> is <see cref="Traced"/> or <see cref="Untraced"/>.</summary>
    // What is traced is a constant of each of the two methods that the compiler makes of this one.
    // Compiled once and fully: tiering would cost the first thousands of instructions and on-stack replacement a fifth of the speed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TTracing>(Frame frame)
        where TTracing : struct
    {
        // Pointer steps and gas have no overflow to find: see the remarks.
        unchecked
        {
            fixed (byte* code = frame.Code.Padded)
            fixed (UInt256* floor = frame.Stack)
            {
                frame.CodeStart = code;
                var pc = code + frame.Next;
                var top = floor + (frame.Height - 1); // the top word, one below the floor when the stack is empty
                var gas = frame.Gas;
                UInt256* target; // of a jump
                for (; ; pc++)
                {
                    if (typeof(TTracing) == typeof(Traced)) StepTrace.Before(frame, (int)(pc - code), (int)(top - floor) + 1, gas);
                    switch (*pc)
                    {
                        case Op.Add:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Add(top, top - 1); top--;
                            continue;
                        case Op.Mul:
                            if ((gas -= 5) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.Multiply(top, top - 1); top--;
                            continue;
                        case Op.Sub:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Subtract(top, top - 1); top--;
                            continue;
                        case Op.Div:
                            if ((gas -= 5) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.Divide(top, top - 1); top--;
                            continue;
                        case Op.Sdiv:
                            if ((gas -= 5) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.SignedDivide(top, top - 1); top--;
                            continue;
                        case Op.Mod:
                            if ((gas -= 5) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.Mod(top, top - 1); top--;
                            continue;
                        case Op.Addmod:
                            if ((gas -= 8) < 0) goto OutOfGas;
                            if (top <= floor + 1) goto Underflow;
                            Arithmetic.AddMod(top, top - 1, top - 2); top -= 2;
                            continue;
                        case Op.Mulmod:
                            if ((gas -= 8) < 0) goto OutOfGas;
                            if (top <= floor + 1) goto Underflow;
                            Arithmetic.MulMod(frame, top, top - 1, top - 2); top -= 2;
                            continue;
                        case Op.SignExtend:
                            if ((gas -= 5) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.SignExtend(top, top - 1); top--;
                            continue;
                        case Op.Lt:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Set(top - 1, Words.Less(top, top - 1)); top--;
                            continue;
                        case Op.Gt:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Set(top - 1, Words.Less(top - 1, top)); top--;
                            continue;
                        case Op.Slt:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Set(top - 1, Words.SignedLess(top, top - 1)); top--;
                            continue;
                        case Op.Sgt:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Set(top - 1, Words.SignedLess(top - 1, top)); top--;
                            continue;
                        case Op.Eq:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Set(top - 1, Words.Equal(top, top - 1)); top--;
                            continue;
                        case Op.IsZero:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            Words.Set(top, Words.IsZero(top));
                            continue;
                        case Op.And:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.And(top, top - 1); top--;
                            continue;
                        case Op.Or:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Or(top, top - 1); top--;
                            continue;
                        case Op.Xor:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Words.Xor(top, top - 1); top--;
                            continue;
                        case Op.Not:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            Words.Not(top);
                            continue;
                        case Op.Byte:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.Byte(top, top - 1); top--;
                            continue;
                        case Op.Shl:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.ShiftLeft(top, top - 1); top--;
                            continue;
                        case Op.Shr:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.ShiftRight(top, top - 1); top--;
                            continue;
                        case Op.Sar:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            Arithmetic.ShiftRightArithmetic(top, top - 1); top--;
                            continue;
                        case Op.Address or Op.Origin or Op.Caller or Op.CallValue or Op.CallDataSize or Op.CodeSize or Op.GasPrice or Op.ReturnDataSize:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            EnvironmentInstructions.Execute(frame, *pc, top++, gas);
                            continue;
                        case Op.CallDataLoad:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            EnvironmentInstructions.CallDataLoad(frame, top);
                            continue;
                        case Op.Pop:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            top--;
                            continue;
                        case Op.Mload:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            if (!Words.IsSmall(top) || top->U0 > FrameMemory.BytesMax) goto OutOfGas;
                            if ((long)top->U0 + 32 > frame.Memory.Size && (gas = frame.Memory.ExpandTo((long)top->U0 + 32, gas)) < 0) goto OutOfGas;
                            Words.Load(ref frame.Memory.At(top->U0), top);
                            continue;
                        case Op.Mstore:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            if (!Words.IsSmall(top) || top->U0 > FrameMemory.BytesMax) goto OutOfGas;
                            if ((long)top->U0 + 32 > frame.Memory.Size && (gas = frame.Memory.ExpandTo((long)top->U0 + 32, gas)) < 0) goto OutOfGas;
                            Words.Store(top - 1, ref frame.Memory.At(top->U0)); top -= 2;
                            continue;
                        case Op.Mstore8:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            if (!Words.IsSmall(top) || top->U0 > FrameMemory.BytesMax) goto OutOfGas;
                            if ((gas = frame.Memory.ExpandTo((long)top->U0 + 1, gas)) < 0) goto OutOfGas;
                            frame.Memory.At(top->U0) = (byte)(top - 1)->U0; top -= 2;
                            continue;
                        case Op.Jump:
                            if ((gas -= 8) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            target = top--;
                            goto Jump;
                        case Op.Jumpi:
                            if ((gas -= 10) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            target = top;
                            top -= 2;
                            if (!Words.IsZero(top + 1)) goto Jump;
                            continue;
                        case Op.Pc:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Words.Set(++top, (ulong)(pc - frame.CodeStart));
                            continue;
                        case Op.Gas:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Words.Set(++top, (ulong)gas);
                            continue;
                        case Op.JumpDest:
                            var run = pc;
                            while (typeof(TTracing) == typeof(Untraced) && pc[1] == Op.JumpDest) pc++; // a run of them is one step
                            if ((gas -= 1 + (pc - run)) < 0) goto OutOfGas;
                            continue;
                        case Op.Push0:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Words.Set(++top, 0);
                            continue;
                        case Op.Push1:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Words.Push(++top, pc + 1, 1);
                            pc += 1;
                            continue;
                        case Op.Push2:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Words.Push(++top, pc + 1, 2);
                            pc += 2;
                            continue;
                        case Op.Push3 or Op.Push4 or Op.Push5 or Op.Push6 or Op.Push7 or Op.Push8:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Words.PushShort(++top, pc + 1, *pc - Op.Push0);
                            pc += *pc - Op.Push0;
                            continue;
                        case Op.Push9 or Op.Push10 or Op.Push11 or Op.Push12 or Op.Push13 or Op.Push14 or Op.Push15 or Op.Push16 or Op.Push17 or
                            Op.Push18 or Op.Push19 or Op.Push20 or Op.Push21 or Op.Push22 or Op.Push23 or Op.Push24 or Op.Push25 or
                            Op.Push26 or Op.Push27 or Op.Push28 or Op.Push29 or Op.Push30 or Op.Push31:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Arithmetic.Push(++top, pc + 1, *pc - Op.Push0);
                            pc += *pc - Op.Push0;
                            continue;
                        case Op.Push32:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Words.Push(++top, pc + 1, 32);
                            pc += 32;
                            continue;
                        case Op.Dup1 or Op.Dup2 or Op.Dup3 or Op.Dup4 or Op.Dup5 or Op.Dup6 or Op.Dup7 or Op.Dup8 or Op.Dup9 or Op.Dup10 or
                            Op.Dup11 or Op.Dup12 or Op.Dup13 or Op.Dup14 or Op.Dup15 or Op.Dup16:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            var copied = top - (*pc - Op.Dup1);
                            if (copied < floor) goto Underflow;
                            if (top >= floor + (Frame.StackWordsMax - 1)) goto Overflow;
                            Words.Copy(copied, ++top);
                            continue;
                        case Op.Swap1 or Op.Swap2 or Op.Swap3 or Op.Swap4 or Op.Swap5 or Op.Swap6 or Op.Swap7 or Op.Swap8 or Op.Swap9 or Op.Swap10 or
                            Op.Swap11 or Op.Swap12 or Op.Swap13 or Op.Swap14 or Op.Swap15 or Op.Swap16:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            var swapped = top - (*pc - Op.Swap1 + 1);
                            if (swapped < floor) goto Underflow;
                            Words.Swap(top, swapped);
                            continue;
                        default:
                            frame.Height = (int)(top - floor) + 1;
                            if ((gas = TableInstructions.Step(frame, *pc, top, gas)) < 0)
                            {
                                frame.Next = (int)(pc + 1 - frame.CodeStart);
                                goto Left;
                            }

                            top = floor + (frame.Height - 1);
                            continue;
                    }

                Jump: // to the word at `target`, gas taken
                    if (!Words.IsSmall(target) || !frame.Code.IsJumpDestination(target->U0)) goto BadJump;
                    var destination = frame.CodeStart + target->U0;
                    if (destination < pc && frame.Interrupt.Requested) goto Interrupted;
                    pc = destination;
                    if (typeof(TTracing) == typeof(Traced))
                    {
                        pc--; // the JUMPDEST is a step of its own
                        continue;
                    }

                    if (--gas < 0) goto OutOfGas; // past it: the JUMPDEST is taken along
                }

            Left:
                if (frame.Halt == Halt.Unspecified && !frame.Request.IsPending) goto OutOfGas;
                return;
            OutOfGas:
                frame.Fail(Halt.OutOfGas); return;
            Underflow:
                frame.Fail(Halt.StackUnderflow); return;
            Overflow:
                frame.Fail(Halt.StackOverflow); return;
            BadJump:
                frame.Fail(Halt.InvalidJump); return;
            Interrupted:
                frame.Fail(Halt.Interrupted);
            }
        }
    }
}
