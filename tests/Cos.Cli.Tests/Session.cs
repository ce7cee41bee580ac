using System.Text;
using Cos.Cli.Commands;

namespace Cos.Cli.Tests;

/// <summary>One run of the tool inside the test's process.</summary>
internal sealed record Session(int Code, string Output, string Errors)
{
    /// <summary>The lines of its output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Session Run(params string[] arguments) => RunPiped(null, arguments);

    public static Session RunPiped(string? piped, params string[] arguments)
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes(piped ?? string.Empty)), output = new(), errors = new();
        int code;
        using (var terminal = new Terminal(input, output, errors, piped is not null)) code = CommandLine.Run(arguments, terminal);
        return new Session(code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(errors.ToArray()));
    }
}
