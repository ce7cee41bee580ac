using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Cos.Primitives.Codec.Abi;

/// <summary>A method's, event's or error's name and parameter types.</summary>
/// <param name="Name">The identifier.</param>
/// <param name="Inputs">The parameters, in order.</param>
public sealed record AbiSignature(string Name, ImmutableArray<AbiType> Inputs)
{
    private const int NameCharactersMax = 128, TextCharactersMax = 4096;

    /// <summary>The first four bytes of the canonical text's keccak.</summary>
    public AbiSelector Selector => AbiSelector.Of(ToString());

    /// <summary>Reads "name(type,type)".</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AbiSignature? signature)
    {
        signature = null;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open is < 1 or > NameCharactersMax || text.Length > TextCharactersMax || !IsIdentifier(text.AsSpan(0, open))) return false;
        AbiTypeParser parser = new(text.AsSpan(open));
        if (!parser.TryReadList(AbiType.DepthMax, out ImmutableArray<AbiType> inputs) || !parser.AtEnd) return false;
        signature = new AbiSignature(text[..open], inputs);
        return true;
    }

    /// <summary>Reads one type.</summary>
    public static bool TryParseType(string text, [NotNullWhen(true)] out AbiType? type)
    {
        type = null;
        if (text.Length > TextCharactersMax) return false;
        AbiTypeParser parser = new(text);
        return parser.TryReadType(AbiType.DepthMax, out type) && parser.AtEnd;
    }

    /// <summary>The canonical text "name(type,type)".</summary>
    public override string ToString() => $"{Name}({string.Join(',', Inputs)})";

    private static bool IsIdentifier(ReadOnlySpan<char> name)
    {
        if (char.IsAsciiDigit(name[0])) return false;
        foreach (char c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '$')) return false;
        return true;
    }
}
