using System.Text.RegularExpressions;
using Cos.Cli.Commands;

namespace Cos.Cli.StateTests;

/// <summary>Which tests are wanted: those whose name holds a text, or matches an expression between slashes.</summary>
internal sealed class NameFilter
{
    private readonly string _text;
    private readonly Regex? _pattern;

    /// <summary>From what a person wrote; empty text wants all.</summary>
    public NameFilter(string text)
    {
        _text = text;
        if (text.Length < 2 || text[0] != '/' || text[^1] != '/') return;
        try
        {
            // Without backtracking, so that no expression takes for ever.
            _pattern = new Regex(text[1..^1], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            throw new UnusableInputException($"--filter {text}: {wrong.Message}");
        }
    }

    /// <summary>Whether a test of this name is wanted.</summary>
    public bool Wants(string name) => _pattern?.IsMatch(name) ?? name.Contains(_text, StringComparison.Ordinal);
}
