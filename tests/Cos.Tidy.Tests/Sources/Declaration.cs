namespace Cos.Tidy.Tests.Sources;

/// <summary>A type, function or field and the lines it spans; <see cref="Name"/> is qualified by its enclosing types.</summary>
internal sealed record Declaration(DeclarationKind Kind, string Name, int FirstLine, int LastLine, int Depth, IReadOnlyList<Token> Head)
{
    public int Lines => LastLine - FirstLine + 1;

    public string SimpleName => Name[(Name.LastIndexOf('.') + 1)..];
}
