using System.CommandLine;

namespace Cos.Cli.Commands;

/// <summary><c>cos evm</c>: the machine on the spot, without a chain.</summary>
internal static class EvmCommand
{
    /// <summary>The verb and its own verbs.</summary>
    public static Command Create(Terminal terminal) => new("evm", "Run the EVM on the spot, without a node: judge state tests, run bytecode, disassemble it.")
    {
        StateTestCommand.Create(terminal),
        RunCommand.Create(terminal),
        DisasmCommand.Create(terminal),
    };
}
