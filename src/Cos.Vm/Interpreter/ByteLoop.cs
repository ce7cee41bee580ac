using System.Runtime.CompilerServices;
using Cos.Primitives.Values;
using Cos.Vm.Instructions;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Interpreter;

/// <summary>The loop over bytes. The frequent, cheap instructions are here; the others go through <see cref="TableInstructions"/>.</summary>
/// <remarks>
/// Pointers stay inside pinned arrays because: code is padded, so the operand and the opcode after any byte of it can be read, and STOP ends it;
/// jumps go only to marked bytes; a slot is used only after the stack's height was compared with what the instruction pops and pushes.
/// A frame's end burns all gas but on STOP, RETURN and REVERT, so the order of the checks within an instruction does not matter.
/// </remarks>
internal static unsafe class ByteLoop
{
    /// <summary>Runs a frame until it ends or asks for another one.</summary>
    // Compiled once and fully: tiering would cost the first thousands of instructions and on-stack replacement a fifth of the speed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(Frame frame)
    {
        // Pointer steps and gas have no overflow to find: see the remarks.
        unchecked
        {
            fixed (byte* code = frame.Code.Padded)
            fixed (byte* jumpMap = frame.Code.JumpMap)
            fixed (UInt256* floor = frame.Stack)
            {
                var codeLength = (uint)frame.Code.Length;
                var memory = frame.Memory;
                var interrupt = frame.Machine.Interrupt;
                var ceiling = floor + (Frame.StackWordsMax - 1);
                var pc = code + frame.Next;
                var top = floor + (frame.Height - 1); // the top word, one below the floor when the stack is empty
                var gas = frame.Gas;
                while (true)
                {
                    switch (*pc++)
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
                            Arithmetic.MulMod(top, top - 1, top - 2); top -= 2;
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
                        case Op.Pop:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            top--;
                            continue;
                        case Op.Mload:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            if (!Words.IsSmall(top) || top->U0 > FrameMemory.BytesMax) goto OutOfGas;
                            if ((long)top->U0 + 32 > memory.Size && (gas = memory.ExpandTo((long)top->U0 + 32, gas)) < 0) goto OutOfGas;
                            Words.Load(ref memory.At(top->U0), top);
                            continue;
                        case Op.Mstore:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            if (!Words.IsSmall(top) || top->U0 > FrameMemory.BytesMax) goto OutOfGas;
                            if ((long)top->U0 + 32 > memory.Size && (gas = memory.ExpandTo((long)top->U0 + 32, gas)) < 0) goto OutOfGas;
                            Words.Store(top - 1, ref memory.At(top->U0)); top -= 2;
                            continue;
                        case Op.Mstore8:
                            if ((gas -= 3) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            if (!Words.IsSmall(top) || top->U0 > FrameMemory.BytesMax) goto OutOfGas;
                            if ((gas = memory.ExpandTo((long)top->U0 + 1, gas)) < 0) goto OutOfGas;
                            memory.At(top->U0) = (byte)(top - 1)->U0; top -= 2;
                            continue;
                        case Op.Jump:
                            if ((gas -= 8) < 0) goto OutOfGas;
                            if (top < floor) goto Underflow;
                            goto Jump;
                        case Op.Jumpi:
                            if ((gas -= 10) < 0) goto OutOfGas;
                            if (top <= floor) goto Underflow;
                            if (!Words.IsZero(top - 1))
                            {
                                Words.Copy(top, top - 1);
                                top--;
                                goto Jump;
                            }

                            top -= 2;
                            continue;
                        case Op.Pc:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top >= ceiling) goto Overflow;
                            Words.Set(++top, (ulong)(pc - code - 1));
                            continue;
                        case Op.Gas:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top >= ceiling) goto Overflow;
                            Words.Set(++top, (ulong)gas);
                            continue;
                        case Op.JumpDest:
                            var run = pc;
                            while (*pc == Op.JumpDest) pc++; // a run of them is one step
                            if ((gas -= 1 + (pc - run)) < 0) goto OutOfGas;
                            continue;
                        case Op.Push0:
                            if ((gas -= 2) < 0) goto OutOfGas;
                            if (top >= ceiling) goto Overflow;
                            Words.Set(++top, 0);
                            continue;
                        case Op.Push1: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 1); pc += 1; continue;
                        case Op.Push2: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 2); pc += 2; continue;
                        case Op.Push3: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 3); pc += 3; continue;
                        case Op.Push4: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 4); pc += 4; continue;
                        case Op.Push5: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 5); pc += 5; continue;
                        case Op.Push6: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 6); pc += 6; continue;
                        case Op.Push7: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 7); pc += 7; continue;
                        case Op.Push8: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 8); pc += 8; continue;
                        case Op.Push9: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 9); pc += 9; continue;
                        case Op.Push10: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 10); pc += 10; continue;
                        case Op.Push11: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 11); pc += 11; continue;
                        case Op.Push12: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 12); pc += 12; continue;
                        case Op.Push13: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 13); pc += 13; continue;
                        case Op.Push14: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 14); pc += 14; continue;
                        case Op.Push15: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 15); pc += 15; continue;
                        case Op.Push16: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 16); pc += 16; continue;
                        case Op.Push17: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 17); pc += 17; continue;
                        case Op.Push18: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 18); pc += 18; continue;
                        case Op.Push19: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 19); pc += 19; continue;
                        case Op.Push20: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 20); pc += 20; continue;
                        case Op.Push21: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 21); pc += 21; continue;
                        case Op.Push22: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 22); pc += 22; continue;
                        case Op.Push23: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 23); pc += 23; continue;
                        case Op.Push24: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 24); pc += 24; continue;
                        case Op.Push25: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 25); pc += 25; continue;
                        case Op.Push26: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 26); pc += 26; continue;
                        case Op.Push27: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 27); pc += 27; continue;
                        case Op.Push28: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 28); pc += 28; continue;
                        case Op.Push29: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 29); pc += 29; continue;
                        case Op.Push30: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 30); pc += 30; continue;
                        case Op.Push31: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 31); pc += 31; continue;
                        case Op.Push32: if ((gas -= 3) < 0) goto OutOfGas; if (top >= ceiling) goto Overflow; Words.Push(++top, pc, 32); pc += 32; continue;
                        case Op.Dup1: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top, top + 1); top++; continue;
                        case Op.Dup2: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 1) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 1, top + 1); top++; continue;
                        case Op.Dup3: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 2) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 2, top + 1); top++; continue;
                        case Op.Dup4: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 3) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 3, top + 1); top++; continue;
                        case Op.Dup5: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 4) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 4, top + 1); top++; continue;
                        case Op.Dup6: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 5) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 5, top + 1); top++; continue;
                        case Op.Dup7: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 6) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 6, top + 1); top++; continue;
                        case Op.Dup8: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 7) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 7, top + 1); top++; continue;
                        case Op.Dup9: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 8) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 8, top + 1); top++; continue;
                        case Op.Dup10: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 9) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 9, top + 1); top++; continue;
                        case Op.Dup11: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 10) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 10, top + 1); top++; continue;
                        case Op.Dup12: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 11) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 11, top + 1); top++; continue;
                        case Op.Dup13: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 12) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 12, top + 1); top++; continue;
                        case Op.Dup14: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 13) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 13, top + 1); top++; continue;
                        case Op.Dup15: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 14) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 14, top + 1); top++; continue;
                        case Op.Dup16: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 15) goto Underflow; if (top >= ceiling) goto Overflow; Words.Copy(top - 15, top + 1); top++; continue;
                        case Op.Swap1: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 1) goto Underflow; Words.Swap(top, top - 1); continue;
                        case Op.Swap2: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 2) goto Underflow; Words.Swap(top, top - 2); continue;
                        case Op.Swap3: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 3) goto Underflow; Words.Swap(top, top - 3); continue;
                        case Op.Swap4: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 4) goto Underflow; Words.Swap(top, top - 4); continue;
                        case Op.Swap5: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 5) goto Underflow; Words.Swap(top, top - 5); continue;
                        case Op.Swap6: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 6) goto Underflow; Words.Swap(top, top - 6); continue;
                        case Op.Swap7: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 7) goto Underflow; Words.Swap(top, top - 7); continue;
                        case Op.Swap8: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 8) goto Underflow; Words.Swap(top, top - 8); continue;
                        case Op.Swap9: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 9) goto Underflow; Words.Swap(top, top - 9); continue;
                        case Op.Swap10: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 10) goto Underflow; Words.Swap(top, top - 10); continue;
                        case Op.Swap11: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 11) goto Underflow; Words.Swap(top, top - 11); continue;
                        case Op.Swap12: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 12) goto Underflow; Words.Swap(top, top - 12); continue;
                        case Op.Swap13: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 13) goto Underflow; Words.Swap(top, top - 13); continue;
                        case Op.Swap14: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 14) goto Underflow; Words.Swap(top, top - 14); continue;
                        case Op.Swap15: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 15) goto Underflow; Words.Swap(top, top - 15); continue;
                        case Op.Swap16: if ((gas -= 3) < 0) goto OutOfGas; if (top < floor + 16) goto Underflow; Words.Swap(top, top - 16); continue;
                        default:
                            frame.Height = (int)(top - floor) + 1;
                            if ((gas = TableInstructions.Step(frame, *(pc - 1), top, gas)) < 0)
                            {
                                frame.Next = (int)(pc - code);
                                goto Left;
                            }

                            top = floor + (frame.Height - 1);
                            continue;
                    }

                Jump: // to the top word, gas taken
                    if (!Words.IsSmall(top) || top->U0 >= codeLength) goto BadJump;
                    var target = (uint)top->U0;
                    if ((jumpMap[target >> 3] >> (int)(target & 7) & 1) == 0) goto BadJump;
                    top--;
                    if (code + target < pc && interrupt.Requested) goto Interrupted;
                    pc = code + target + 1; // the JUMPDEST itself is taken along
                    if (--gas < 0) goto OutOfGas;
                }

            Left:
                if (frame.Halt == Halt.Unspecified && !frame.Request.IsPending) goto OutOfGas;
                return;
            OutOfGas:
                frame.Fail(Halt.OutOfGas);
                return;
            Underflow:
                frame.Fail(Halt.StackUnderflow);
                return;
            Overflow:
                frame.Fail(Halt.StackOverflow);
                return;
            BadJump:
                frame.Fail(Halt.InvalidJump);
                return;
            Interrupted:
                frame.Fail(Halt.Interrupted);
            }
        }
    }
}
