using System.Globalization;
using Cos.Primitives.Values;
using Cos.Vm.Code;
using Cos.Vm.Opcodes;

namespace Cos.Cli.Disassembly;

/// <summary>Writes bytecode as a listing, an instruction a line.</summary>
internal static class Disassembler
{
    private const int SourcesShownMax = 8;

    /// <summary>Writes a whole code.</summary>
    public static void Write(ReadOnlySpan<byte> code, TextWriter output)
    {
        if (Delegation.TryRead(code, out var target))
        {
            output.WriteLine($"0000: delegation to {target.ToChecksumString()} ; EIP-7702: calls run that account's code here");
            return;
        }

        var end = code.Length;
        var metadata = CompilerMetadata.Find(code);
        if (metadata is not null) end -= metadata.Length;
        var sources = JumpSources(code[..end]);
        var analysed = new ByteCode(code);
        for (var at = 0; at < end;)
        {
            var row = OpcodeTable.Of(code[at]);
            output.Write(Offset(at));
            output.Write(": ");
            output.WriteLine(row.IsDefined ? Instruction(code, at, row, analysed, sources) : $"{Hex.Encode(code.Slice(at, 1))} ; undefined");
            at += 1 + row.Immediate;
        }

        if (metadata is not null) output.WriteLine($"{Offset(end)}: metadata ; {metadata.Length} bytes: {metadata.Description}");
    }

    private static string Instruction(ReadOnlySpan<byte> code, int at, Opcode row, ByteCode analysed, SortedDictionary<int, List<int>> sources)
    {
        if (row.Code == Op.JumpDest)
        {
            return sources.TryGetValue(at, out var from)
                ? $"JUMPDEST ; from {string.Join(", ", from.Take(SourcesShownMax).Select(Offset))}{(from.Count > SourcesShownMax ? ", …" : "")}" : "JUMPDEST ; jump destination";
        }

        if (row.Immediate == 0) return row.Name;
        var operand = code.Slice(at + 1, Math.Min(row.Immediate, code.Length - at - 1));
        var text = $"{row.Name} {Hex.Encode(operand)}";
        if (operand.Length < row.Immediate) return $"{text} ; {(row.Immediate - operand.Length).ToString(CultureInfo.InvariantCulture)} bytes past the end of the code read as zero";
        if (!IsJump(code, at + 1 + row.Immediate)) return text;
        var target = UInt256.FromBigEndian(operand);
        return analysed.IsJumpDestination(target.ToUInt64Saturated()) ? $"{text} ; to {Offset((int)target.U0)}" : $"{text} ; to no JUMPDEST";
    }

    // Jumps whose destination is pushed just before them, as compilers write most.
    private static SortedDictionary<int, List<int>> JumpSources(ReadOnlySpan<byte> code)
    {
        var sources = new SortedDictionary<int, List<int>>();
        for (var at = 0; at < code.Length;)
        {
            var size = 1 + OpcodeTable.Of(code[at]).Immediate;
            if (size > 1 && IsJump(code, at + size))
            {
                var target = UInt256.FromBigEndian(code.Slice(at + 1, size - 1)).ToUInt64Saturated();
                if (target < (ulong)code.Length)
                {
                    if (!sources.TryGetValue((int)target, out var from)) sources.Add((int)target, from = []);
                    from.Add(at + size);
                }
            }

            at += size;
        }

        return sources;
    }

    private static bool IsJump(ReadOnlySpan<byte> code, int at) => at < code.Length && code[at] is Op.Jump or Op.Jumpi;

    private static string Offset(int at) => at.ToString("x4", CultureInfo.InvariantCulture);
}
