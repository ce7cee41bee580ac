using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Cos.Cli.Commands;

/// <summary>Bytes that a person gives in hexadecimal: as an argument, in a file, or piped in; with or without 0x, white space around and between them.</summary>
internal static class HexInput
{
    /// <summary>The most bytes of one code or input.</summary>
    public const int BytesMax = 16 << 20;

    private const int TextBytesMax = 4 * BytesMax; // two digits a byte, and room for white space

    /// <summary>Reads bytes, or says what is wrong with them.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out byte[]? bytes, out string complaint)
    {
        bytes = null;
        complaint = string.Empty;
        var digits = string.Concat(text.Where(static c => !char.IsWhiteSpace(c)));
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        for (var i = 0; i < digits.Length; i++)
        {
            if (char.IsAsciiHexDigit(digits[i])) continue;
            var shown = char.IsControl(digits[i]) || char.IsSurrogate(digits[i]) ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)digits[i]:x4}") : $"'{digits[i]}'";
            complaint = string.Create(CultureInfo.InvariantCulture, $"{shown}, at digit {i + 1}, is not hexadecimal");
            return false;
        }

        if (digits.Length % 2 != 0) complaint = string.Create(CultureInfo.InvariantCulture, $"{digits.Length} digits are an odd number: two make a byte");
        if (digits.Length / 2 > BytesMax) complaint = $"longer than {BytesMax >> 20} MiB";
        if (complaint.Length > 0) return false;
        bytes = Convert.FromHexString(digits);
        return true;
    }

    /// <summary>The code that a verb names by its argument, by --file, or by "-" (and, where the verb allows, by nothing) for what is piped in; null where it names none.</summary>
    public static byte[]? Code(string? argument, string? file, Terminal terminal, bool pipedByDefault)
    {
        if (argument is not null && file is not null) throw new UnusableInputException("give the bytecode as an argument or with --file, not both");
        if (file is not null) return Parse(InputFile.Text(file, TextBytesMax), file);
        if (argument is not (null or "-")) return Parse(argument, "the bytecode");
        return argument is "-" || (pipedByDefault && terminal.HasInput) ? Parse(Encoding.UTF8.GetString(InputFile.Bytes(terminal.Input, "standard input", TextBytesMax)), "standard input") : null;
    }

    private static byte[] Parse(string text, string source) =>
        TryRead(text, out var bytes, out var complaint) ? bytes : throw new UnusableInputException($"{source}: {complaint}");
}
