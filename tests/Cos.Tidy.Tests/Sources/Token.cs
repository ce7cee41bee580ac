namespace Cos.Tidy.Tests.Sources;

/// <summary>One word, number or symbol of C# source; comments, strings and preprocessor lines are not tokens.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line)
{
    public bool Is(string text) => Text == text;

    public bool IsName => Kind == TokenKind.Word;
}
