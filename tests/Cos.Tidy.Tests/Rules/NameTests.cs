using System.Text.RegularExpressions;
using Cos.Tidy.Tests.Sources;

namespace Cos.Tidy.Tests.Rules;

/// <summary>Style rules 5 and 19: nouns of the domain, one type per file, a namespace is a folder.</summary>
public sealed partial class NameTests
{
    private static readonly HashSet<string> Banned = new(StringComparer.Ordinal)
    {
        "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Service", "Provider", "Common", "Misc", "Base", "Impl", "Data", "Info",
        "Processor",
    };

    /// <summary>Names that the protocol itself gives: EIP-1559's base fee.</summary>
    private static readonly string[] DomainTerms = ["BaseFee"];

    private static readonly string[] GeneratorMarks = ["[GeneratedRegex", "[LibraryImport", "[LoggerMessage", "[JsonSerializable", "[JsonSourceGenerationOptions"];

    [Test]
    public void No_type_is_named_with_a_word_that_says_nothing() =>
        Exceptions.Judge("banned-name", [.. Repository.Sources.SelectMany(static s => s.Declarations
            .Where(static d => d.Kind == DeclarationKind.Type && BannedWord(d.SimpleName) is not null)
            .Select(d => new Violation($"{s.Path}::{d.Name}", 1, $"the word \"{BannedWord(d.SimpleName)}\"")))]);

    [Test]
    public void No_folder_is_named_with_a_word_that_says_nothing() =>
        Exceptions.Judge("banned-folder", [.. Repository.Sources.Select(static s => Path.GetDirectoryName(s.Path)!).Distinct()
            .Where(static folder => folder.Split('/', '.').Any(static part => BannedWord(part) is not null))
            .Select(static folder => new Violation(folder, 1, "a banned word"))]);

    [Test]
    public void A_file_holds_one_type_and_bears_its_name() =>
        Exceptions.Judge("one-type", [.. Repository.Sources.Select(OneType).OfType<Violation>()]);

    [Test]
    public void A_namespace_is_its_folder() =>
        Exceptions.Judge("namespace", [.. Repository.Sources.Select(NamespaceIsFolder).OfType<Violation>()]);

    [Test]
    public void No_type_is_partial_but_for_source_generators() =>
        Exceptions.Judge("partial", [.. Repository.Sources.Where(static s => !s.IsTest && !GeneratorMarks.Any(mark => s.Text.Contains(mark, StringComparison.Ordinal)))
            .SelectMany(static s => s.Declarations
                .Where(static d => d.Kind == DeclarationKind.Type && d.Head.Any(static t => t.Is("partial")))
                .Select(d => new Violation($"{s.Path}::{d.Name}", 1, "is partial, and the file uses no source generator")))]);

    private static string? BannedWord(string name) =>
        Words().Matches(DomainTerms.Aggregate(name, static (rest, term) => rest.Replace(term, "", StringComparison.Ordinal))).Select(static m => m.Value).FirstOrDefault(Banned.Contains);

    private static Violation? OneType(SourceFile source)
    {
        string[] types = [.. source.Declarations.Where(static d => d.Kind == DeclarationKind.Type && d.Depth == 0).Select(static d => d.Name)];
        var stem = Path.GetFileNameWithoutExtension(source.Path);
        return types.Length == 0 || (types.Length == 1 && types[0] == stem) ? null
            : new(source.Path, types.Length, $"holds {string.Join(", ", types)}");
    }

    private static Violation? NamespaceIsFolder(SourceFile source)
    {
        var expected = string.Join('.', source.Path.Split('/')[1..^1]);
        var match = Namespace().Match(source.Text);
        return !match.Success || match.Groups[1].Value == expected ? null : new(source.Path, 1, $"namespace {match.Groups[1].Value}, not {expected}");
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
