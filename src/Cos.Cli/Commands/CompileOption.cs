using System.CommandLine;

namespace Cos.Cli.Commands;

/// <summary><c>--compile</c>: which of the machine's two engines runs code.</summary>
internal static class CompileOption
{
    private const string Off = "off", Forced = "forced";

    /// <summary>The option.</summary>
    public static Option<string> Create() =>
        TypedOption.Choice("--compile", "off: interpret. forced: compile all code before it first runs. The results are the same", Off, Off, Forced);

    /// <summary>Whether all code is to be compiled; nobody can watch compiled code.</summary>
    public static bool IsForced(ParseResult parsed, Option<string> compile, Option<bool> trace)
    {
        var isForced = parsed.GetValue(compile) == Forced;
        if (isForced && parsed.GetValue(trace)) throw new UnusableInputException("--trace and --compile forced do not go together: only the interpreter can be watched");
        return isForced;
    }
}
