using Cos.Tidy.Tests.Sources;

namespace Cos.Tidy.Tests.Rules;

/// <summary>Style rule 5: a file, a type and a function fit in a head.</summary>
public sealed class LengthTests
{
    private const int FileLinesMax = 400;
    private const int TypeLinesMax = 300;
    private const int FunctionLinesMax = 60;

    [Test]
    public void No_file_is_longer_than_400_lines() =>
        Exceptions.Judge("file-length", [.. Repository.Sources.Where(static s => s.LineCount > FileLinesMax)
            .Select(static s => new Violation(s.Path, s.LineCount, $"{s.LineCount} lines, at most {FileLinesMax}"))]);

    [Test]
    public void No_type_is_longer_than_300_lines() =>
        Exceptions.Judge("type-length", Measure(DeclarationKind.Type, TypeLinesMax));

    [Test]
    public void No_function_is_longer_than_60_lines() =>
        Exceptions.Judge("function-length", Measure(DeclarationKind.Function, FunctionLinesMax));

    private static List<Violation> Measure(DeclarationKind kind, int most)
    {
        var violations = new Dictionary<string, Violation>(StringComparer.Ordinal);
        foreach (var source in Repository.Sources)
        {
            foreach (var declaration in source.Declarations.Where(d => d.Kind == kind))
            {
                var lines = declaration.Lines - (kind == DeclarationKind.Type ? NestedLines(source, declaration) : 0);
                var subject = $"{source.Path}::{declaration.Name}";
                if (lines > most && (!violations.TryGetValue(subject, out var other) || other.Measure < lines))
                {
                    violations[subject] = new(subject, lines, $"{lines} lines at line {declaration.FirstLine}, at most {most}");
                }
            }
        }
        return [.. violations.Values];
    }

    private static int NestedLines(SourceFile source, Declaration outer) => source.Declarations
        .Where(d => d.Kind == DeclarationKind.Type && d.Depth == outer.Depth + 1 && d.FirstLine >= outer.FirstLine && d.LastLine <= outer.LastLine)
        .Sum(static d => d.Lines);
}
