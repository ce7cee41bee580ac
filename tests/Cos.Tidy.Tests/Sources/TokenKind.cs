namespace Cos.Tidy.Tests.Sources;

internal enum TokenKind
{
    Unspecified = 0,
    Word,
    Number,
    Symbol,
}
