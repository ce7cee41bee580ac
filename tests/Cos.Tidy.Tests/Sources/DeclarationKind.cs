namespace Cos.Tidy.Tests.Sources;

internal enum DeclarationKind
{
    Unspecified = 0,
    Type,
    Function,
    Field,
}
