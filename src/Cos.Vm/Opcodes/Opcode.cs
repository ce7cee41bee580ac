namespace Cos.Vm.Opcodes;

/// <summary>One row of the opcode table.</summary>
/// <param name="Code">The byte.</param>
/// <param name="Name">The mnemonic; empty for a byte that is no instruction.</param>
/// <param name="Gas">What it costs before any part that depends on its operands or on the state.</param>
/// <param name="Pops">Words it takes from the stack.</param>
/// <param name="Pushes">Words it puts on the stack.</param>
public readonly record struct Opcode(byte Code, string Name, ushort Gas, byte Pops, byte Pushes)
{
    /// <summary>Whether the byte is an instruction in Osaka (INVALID, 0xfe, is one: it is designated to fail).</summary>
    public bool IsDefined => Name.Length != 0;

    /// <summary>Bytes of immediate operand that follow: 1–32 for PUSH1–PUSH32, else 0.</summary>
    public int Immediate => Code is >= Op.Push1 and <= Op.Push32 ? Code - Op.Push0 : 0;
}
