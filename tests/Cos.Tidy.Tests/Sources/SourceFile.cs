namespace Cos.Tidy.Tests.Sources;

/// <summary>One C# file of the repository, read once.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<IReadOnlyList<Token>> _tokens = new(() => Lexer.Tokens(text));

    /// <summary>Relative to the root, with forward slashes.</summary>
    public string Path => path;

    public string Text => text;

    public IReadOnlyList<Token> Tokens => _tokens.Value;

    public IReadOnlyList<Declaration> Declarations => field ??= Outline.Of(Tokens);

    public int LineCount => text.AsSpan().Count('\n') + (text.EndsWith('\n') || text.Length == 0 ? 0 : 1);

    /// <summary>The project's folder name, such as <c>Cos.State</c>.</summary>
    public string Project => path.Split('/')[1];

    public bool IsTest => path.StartsWith("tests/", StringComparison.Ordinal);
}
