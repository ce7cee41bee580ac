using System.CommandLine;
using Cos.Cli.Disassembly;

namespace Cos.Cli.Commands;

/// <summary><c>cos evm disasm</c>.</summary>
internal static class DisasmCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var code = new Argument<string?>("CODE") { Description = "Bytecode in hexadecimal; standard input where it is - or left out", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--file") { Description = "File with the bytecode in hexadecimal", HelpName = "path" };
        var verb = new Command("disasm", "Print bytecode as \"offset: OPCODE operand\", with jumps, undefined bytes, compiler metadata and EIP-7702 delegations named.") { code, file };
        verb.SetAction(parsed =>
        {
            var bytes = HexInput.Code(parsed.GetValue(code), parsed.GetValue(file), terminal, pipedByDefault: true)
                ?? throw new UnusableInputException("give bytecode as an argument, with --file, or piped in");
            Disassembler.Write(bytes, terminal.Output);
            terminal.Output.Flush();
            return ExitCode.Fine;
        });
        return verb;
    }
}
