using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Cos.Primitives.Text;
using Cos.Primitives.Values;

namespace Cos.Cli.Commands;

/// <summary>Options whose values are the chain's nouns; a value that is none is refused with words.</summary>
internal static class TypedOption
{
    private const int ShownCharactersMax = 80;

    /// <summary>A number of 64 bits, decimal or after 0x.</summary>
    public static Option<ulong> Number(string name, string description, string valueName, ulong least, ulong most) =>
        Of<ulong>(name, description, valueName, string.Create(CultureInfo.InvariantCulture, $"write a whole number from {least} to {most}"),
            (text, out value) => UInt256.TryParse(text, out var word) & (value = word.ToUInt64Saturated()) >= least && value <= most && word.FitsUInt64);

    /// <summary>A number of 256 bits, decimal or after 0x.</summary>
    public static Option<UInt256> Word(string name, string description, string valueName) =>
        Of<UInt256>(name, description, valueName, "write a whole number below 2^256, decimal or after 0x", static (text, out value) => UInt256.TryParse(text, out value));

    /// <summary>An address.</summary>
    public static Option<Address> Account(string name, string description) =>
        Of<Address>(name, description, "address", "write 0x and 40 hexadecimal digits", static (text, out value) => Address.TryParse(text, out value));

    /// <summary>32 bytes.</summary>
    public static Option<Hash256> Digest(string name, string description) =>
        Of<Hash256>(name, description, "hash", "write 0x and 64 hexadecimal digits", static (text, out value) => Hash256.TryParse(text, out value));

    /// <summary>Bytes in hexadecimal.</summary>
    public static Option<byte[]> Bytes(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "hex",
        CustomParser = result =>
        {
            if (HexInput.TryRead(result.Tokens[0].Value, out var bytes, out var complaint)) return bytes;
            result.AddError($"{name}: {complaint}");
            return null;
        },
    };

    /// <summary>One of a few names, case aside; another is refused with the nearest of them.</summary>
    public static Option<string> Choice(string name, string description, string usual, params string[] names) => new(name)
    {
        Description = description,
        HelpName = "name",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (names.FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
            var nearest = NearestName.Of(text, names);
            result.AddError($"{name}: {Shorten(text)} is not known; " + (nearest is null ? $"choose one of {string.Join(", ", names)}" : $"did you mean {nearest}?"));
            return null;
        },
    };

    private delegate bool Reader<T>(string text, out T value);

    private static Option<T> Of<T>(string name, string description, string valueName, string mend, Reader<T> read) => new(name)
    {
        Description = description,
        HelpName = valueName,
        CustomParser = result => Parse(result, name, mend, read),
    };

    private static T? Parse<T>(ArgumentResult result, string name, string mend, Reader<T> read)
    {
        var text = result.Tokens[0].Value;
        if (read(text, out var value)) return value;
        result.AddError($"{name}: {Shorten(text)} will not do; {mend}");
        return default;
    }

    private static string Shorten(string text) => text.Length <= ShownCharactersMax ? text : string.Concat(text.AsSpan(0, ShownCharactersMax), "…");
}
