using System.Buffers.Binary;

namespace Cos.Crypto.Curves.MachineCode;

/// <summary>Encodes the dozen instructions of x86-64 that the arithmetic of long numbers needs (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2).</summary>
internal sealed class Assembler
{
    private const int WordBytes = sizeof(ulong);
    private const byte TwoByteOperation = 0x0f;
    private readonly List<byte> _code = [];

    /// <summary>The code so far.</summary>
    internal byte[] ToArray() => [.. _code];

    /// <summary>to = 64 bits.</summary>
    internal void Load(Register to, ulong constant)
    {
        Span<byte> bytes = stackalloc byte[WordBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, constant);
        _code.AddRange([Prefix(default, to), (byte)(0xb8 | to.Low)]);
        _code.AddRange(bytes);
    }

    /// <summary>to = from.</summary>
    internal void Load(Register to, Place from) => Memory([0x8b], to, from);

    /// <summary>to = from.</summary>
    internal void Store(Place to, Register from) => Memory([0x89], from, to);

    /// <summary>to = from.</summary>
    internal void Move(Register to, Register from) => Plain([0x8b], to, from);

    /// <summary>to = 0, and so are both carries.</summary>
    internal void Clear(Register to) => Plain([0x33], to, to);

    /// <summary>to = 0; the carries stay.</summary>
    internal void ClearQuietly(Register to)
    {
        if (to.High == 1)
        {
            _code.Add(0x41);
        }

        _code.AddRange([(byte)(0xb8 | to.Low), 0, 0, 0, 0]);
    }

    /// <summary>to += from.</summary>
    internal void Add(Register to, Place from) => Memory([0x03], to, from);

    /// <summary>to += from and the carry.</summary>
    internal void AddWithCarry(Register to, Place from) => Memory([0x13], to, from);

    /// <summary>to -= from.</summary>
    internal void Subtract(Register to, Place from) => Memory([0x2b], to, from);

    /// <summary>to -= from and the borrow.</summary>
    internal void SubtractWithBorrow(Register to, Place from) => Memory([0x1b], to, from);

    /// <summary>to = 0, or 2^64 - 1 after a borrow.</summary>
    internal void SpreadBorrow(Register to) => Plain([0x1b], to, to);

    /// <summary>Tells the next <see cref="LoadIfZero"/> whether the register is zero.</summary>
    internal void Test(Register register) => Plain([0x85], register, register);

    /// <summary>to = to and from; tells the next <see cref="LoadIfZero"/> whether that is zero.</summary>
    internal void And(Register to, Place from) => Memory([0x23], to, from);

    /// <summary>to = half of it, the lowest bit of higher on top.</summary>
    internal void ShiftRightOne(Register to, Register higher)
    {
        Plain([TwoByteOperation, 0xac], higher, to);
        _code.Add(1);
    }

    /// <summary>to = half of it.</summary>
    internal void ShiftRightOne(Register to)
    {
        _code.AddRange([Prefix(default, to), 0xd1, (byte)(0xe8 | to.Low)]);
    }

    /// <summary>to = from after a borrow.</summary>
    internal void LoadIfBorrowed(Register to, Place from) => Memory([TwoByteOperation, 0x42], to, from);

    /// <summary>to = from after a borrow.</summary>
    internal void MoveIfBorrowed(Register to, Register from) => Plain([TwoByteOperation, 0x42], to, from);

    /// <summary>to = from where the tested register is zero.</summary>
    internal void LoadIfZero(Register to, Place from) => Memory([TwoByteOperation, 0x44], to, from);

    /// <summary>to = the lower word of to · by.</summary>
    internal void MultiplyLow(Register to, Place by) => Memory([TwoByteOperation, 0xaf], to, by);

    /// <summary>high:low = rdx · by; the carries stay (BMI2).</summary>
    internal void MultiplyRdx(Register high, Register low, Place by)
    {
        // VEX.LZ.F2.0F38.W1 F6 /r; in this prefix the bits of registers are inverted.
        var extensions = (~high.High & 1) << 7 | 1 << 6 | (~by.At.High & 1) << 5;
        _code.AddRange([0xc4, (byte)(extensions | 0x02), (byte)(0x80 | (~low.Number & 15) << 3 | 0x03), 0xf6]);
        Operand(high, by);
    }

    /// <summary>to += from and the first carry (ADX).</summary>
    internal void AddFirst(Register to, Register from)
    {
        _code.Add(0x66);
        Plain([TwoByteOperation, 0x38, 0xf6], to, from);
    }

    /// <summary>to += from and the second carry (ADX).</summary>
    internal void AddSecond(Register to, Register from)
    {
        _code.Add(0xf3);
        Plain([TwoByteOperation, 0x38, 0xf6], to, from);
    }

    /// <summary>Saves a register.</summary>
    internal void Push(Register register) => Stack(0x50, register);

    /// <summary>Takes the last saved register back.</summary>
    internal void Pop(Register register) => Stack(0x58, register);

    /// <summary>Ends the routine.</summary>
    internal void Return() => _code.Add(0xc3);

    /// <summary>REX.W with the fourth bits of both operands.</summary>
    private static byte Prefix(Register register, Register other) => (byte)(0x48 | register.High << 2 | other.High);

    private void Plain(ReadOnlySpan<byte> operation, Register to, Register from)
    {
        _code.Add(Prefix(to, from));
        _code.AddRange(operation);
        _code.Add((byte)(0xc0 | to.Low << 3 | from.Low));
    }

    private void Memory(ReadOnlySpan<byte> operation, Register register, Place place)
    {
        _code.Add(Prefix(register, place.At));
        _code.AddRange(operation);
        Operand(register, place);
    }

    /// <summary>A register and a place with a distance of one byte; rsp and r12 can only be named through one more byte.</summary>
    private void Operand(Register register, Place place)
    {
        _code.Add((byte)(0x40 | register.Low << 3 | place.At.Low));
        if (place.At.Low == Register.Rsp.Low)
        {
            _code.Add(0x24);
        }

        var distance = checked((sbyte)(place.Word * WordBytes));
        _code.Add(unchecked((byte)distance)); // two's complement
    }

    private void Stack(byte operation, Register register)
    {
        if (register.High == 1)
        {
            _code.Add(0x41);
        }

        _code.Add((byte)(operation | register.Low));
    }
}
