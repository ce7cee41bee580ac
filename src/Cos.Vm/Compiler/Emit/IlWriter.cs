#pragma warning disable RS0030 // This is where code is made: the one user of System.Reflection.Emit, by words of its own.
using System.Reflection.Emit;
using Cos.Primitives.Values;
using Cos.Vm.Compiler.Values;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler.Emit;

/// <summary>Writes the IL of one chunk, and counts what the runtime's compiler counts before it gives up optimising.</summary>
internal sealed unsafe class IlWriter
{
    private readonly DynamicMethod _method;
    private readonly ILGenerator _il;
    private readonly List<LocalBuilder> _locals = [];
    private readonly List<Label> _labels = [];
    private readonly Stack<int> _free = [];

    internal IlWriter()
    {
        Type[] parameters = [typeof(Frame), typeof(UInt256*), typeof(int), typeof(int*), typeof(ulong)];
        _method = new DynamicMethod("Chunk", typeof(int), parameters, typeof(IlWriter).Module, skipVisibility: true) { InitLocals = false };
        _il = _method.GetILGenerator();
        Type[] specials = [typeof(nint), typeof(long), typeof(FrameMemory), typeof(byte).MakeByRefType(), typeof(long), typeof(int)];
        foreach (var type in specials)
        {
            _locals.Add(_il.DeclareLocal(type));
        }
    }

    /// <summary>Reads and writes of locals and arguments so far.</summary>
    internal int LocalUses { get; private set; }

    /// <summary>Places so far.</summary>
    internal int Places => _labels.Count;

    /// <summary>Bytes of IL so far.</summary>
    internal int Length => _il.ILOffset;

    /// <summary>Whether few locals are free.</summary>
    internal bool IsShortOfLocals => _free.Count < 8 && _locals.Count > 64;

    /// <summary>Makes the method callable.</summary>
    internal Chunk Finish() => _method.CreateDelegate<Chunk>();

    /// <summary>Every local that no word needs may be used again.</summary>
    internal void FreeLocalsBut(HashSet<int> needed)
    {
        _free.Clear();
        for (var i = _locals.Count - 1; i >= Special.Count; i--)
        {
            if (!needed.Contains(i))
            {
                _free.Push(i);
            }
        }
    }

    /// <summary>A place that is not marked yet.</summary>
    internal Place NewPlace()
    {
        _labels.Add(_il.DefineLabel());
        return new Place(_labels.Count - 1);
    }

    internal void Mark(Place place) => _il.MarkLabel(_labels[place.Number]);

    internal void Branch(Place place) => _il.Emit(OpCodes.Br, _labels[place.Number]);

    internal void BranchIfTrue(Place place) => _il.Emit(OpCodes.Brtrue, _labels[place.Number]);

    internal void BranchIfFalse(Place place) => _il.Emit(OpCodes.Brfalse, _labels[place.Number]);

    internal void BranchIfLess(Place place) => _il.Emit(OpCodes.Blt, _labels[place.Number]);

    internal void BranchIfGreater(Place place) => _il.Emit(OpCodes.Bgt, _labels[place.Number]);

    internal void BranchIfLessUnsigned(Place place) => _il.Emit(OpCodes.Blt_Un, _labels[place.Number]);

    internal void BranchIfGreaterUnsigned(Place place) => _il.Emit(OpCodes.Bgt_Un, _labels[place.Number]);

    internal void Switch(Place[] places) => _il.Emit(OpCodes.Switch, [.. places.Select(p => _labels[p.Number])]);

    internal void Drop() => _il.Emit(OpCodes.Pop);

    internal void Return() => _il.Emit(OpCodes.Ret);

    internal void Frame() => Argument(OpCodes.Ldarg_0);

    internal void Floor() => Argument(OpCodes.Ldarg_1);

    internal void Entry() => Argument(OpCodes.Ldarg_2);

    internal void BlockAt() => Argument(OpCodes.Ldarg_3);

    /// <summary>Pushes zero in a way that the runtime's compiler cannot see through.</summary>
    internal void UnknownZero()
    {
        _il.Emit(OpCodes.Ldarg_S, (byte)4);
        LocalUses++;
    }

    /// <summary>Pushes a local.</summary>
    internal void Get(int local)
    {
        _il.Emit(OpCodes.Ldloc, _locals[local]);
        LocalUses++;
    }

    /// <summary>Pops into a local.</summary>
    internal void Set(int local)
    {
        _il.Emit(OpCodes.Stloc, _locals[local]);
        LocalUses++;
    }

    /// <summary>Pops 64 bits into a local that is free.</summary>
    internal Limb Keep()
    {
        if (!_free.TryPop(out var local))
        {
            local = _locals.Count;
            _locals.Add(_il.DeclareLocal(typeof(ulong)));
        }

        Set(local);
        return Limb.InLocal(local);
    }

    /// <summary>Pushes 64 bits.</summary>
    internal void Number(ulong value)
    {
        if (value <= int.MaxValue)
        {
            _il.Emit(OpCodes.Ldc_I4, (int)value);
            _il.Emit(OpCodes.Conv_U8);
        }
        else
        {
            _il.Emit(OpCodes.Ldc_I8, unchecked((long)value)); // the same bits
        }
    }

    /// <summary>Pushes 32 bits.</summary>
    internal void Small(int value) => _il.Emit(OpCodes.Ldc_I4, value);

    /// <summary>Pushes a difference of addresses.</summary>
    internal void Distance(int bytes)
    {
        _il.Emit(OpCodes.Ldc_I4, bytes);
        _il.Emit(OpCodes.Conv_I);
    }

    internal void Add() => _il.Emit(OpCodes.Add);

    internal void Subtract() => _il.Emit(OpCodes.Sub);

    internal void Multiply() => _il.Emit(OpCodes.Mul);

    internal void Divide() => _il.Emit(OpCodes.Div_Un);

    internal void Remainder() => _il.Emit(OpCodes.Rem_Un);

    internal void And() => _il.Emit(OpCodes.And);

    internal void Or() => _il.Emit(OpCodes.Or);

    internal void Xor() => _il.Emit(OpCodes.Xor);

    internal void Not() => _il.Emit(OpCodes.Not);

    internal void ShiftLeft(int count) => Shift(OpCodes.Shl, count);

    internal void ShiftRight(int count) => Shift(OpCodes.Shr_Un, count);

    internal void ShiftRightSigned(int count) => Shift(OpCodes.Shr, count);

    internal void Equal() => _il.Emit(OpCodes.Ceq);

    internal void Less() => _il.Emit(OpCodes.Clt_Un);

    internal void Greater() => _il.Emit(OpCodes.Cgt_Un);

    internal void LessSigned() => _il.Emit(OpCodes.Clt);

    /// <summary>Makes 64 bits of 32, or of a 32-bit truth value.</summary>
    internal void Widen() => _il.Emit(OpCodes.Conv_U8);

    internal void ToAddress() => _il.Emit(OpCodes.Conv_U);

    /// <summary>Makes an address's size of 32 bits with a sign.</summary>
    internal void ToOffset() => _il.Emit(OpCodes.Conv_I);

    internal void ToSmall() => _il.Emit(OpCodes.Conv_I4);

    internal void LoadSmall() => _il.Emit(OpCodes.Ldind_I4);

    internal void Load() => _il.Emit(OpCodes.Ldind_I8);

    internal void Store() => _il.Emit(OpCodes.Stind_I8);

    internal void StoreByte() => _il.Emit(OpCodes.Stind_I1);

    internal void Call(Routine routine) => _il.Emit(OpCodes.Call, routine.Method);

    internal void Load(FrameField field) => _il.Emit(OpCodes.Ldfld, field.Field);

    internal void Store(FrameField field) => _il.Emit(OpCodes.Stfld, field.Field);

    private void Argument(OpCode code)
    {
        _il.Emit(code);
        LocalUses++;
    }

    private void Shift(OpCode code, int count)
    {
        if (count != 0)
        {
            _il.Emit(OpCodes.Ldc_I4, count);
            _il.Emit(code);
        }
    }
}
