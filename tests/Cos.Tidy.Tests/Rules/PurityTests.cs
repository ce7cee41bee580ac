using Cos.Tidy.Tests.Sources;

namespace Cos.Tidy.Tests.Rules;

/// <summary>Style rules 3, 13 and 22: what the compiler's list of banned symbols cannot see.</summary>
public sealed class PurityTests
{
    private static readonly HashSet<string> Floats = ["float", "double", "decimal", "Half", "Single", "Double", "Decimal", "BigFloat"];
    private static readonly HashSet<string> Unordered = ["Dictionary", "HashSet", "ConcurrentDictionary", "FrozenDictionary", "FrozenSet"];
    private static readonly HashSet<string> Cleverness = ["unsafe", "MethodImpl", "MethodImplAttribute", "Unsafe", "Vector128", "Vector256", "Vector512"];
    private static readonly string[] Fence =
        ["src/Cos.Crypto/", "src/Cos.Primitives/Values/", "src/Cos.Vm/Interpreter/", "src/Cos.Vm/Instructions/", "src/Cos.Vm/Compiler/", "benchmarks/"];

    [Test]
    public void Pure_projects_have_no_floating_point() =>
        Exceptions.Judge("float", [.. Repository.PureSources.SelectMany(static s => s.Tokens
            .Where(IsFloat).GroupBy(static t => t.Text)
            .Select(g => new Violation($"{s.Path}::{g.Key}", g.Count(), $"floating point at line {g.First().Line}")))]);

    [Test]
    public void Pure_projects_do_not_walk_a_table_in_hash_order() =>
        Exceptions.Judge("hash-order", [.. Repository.PureSources.SelectMany(HashOrderWalks)]);

    [Test]
    public void Pure_projects_have_no_statics_that_change() =>
        Exceptions.Judge("mutable-static", [.. Repository.PureSources.SelectMany(static s => s.Declarations
            .Where(static d => d.Kind == DeclarationKind.Field && Has(d, "static") && !Has(d, "readonly") && !Has(d, "const") && !Has(d, "event"))
            .Select(d => new Violation($"{s.Path}::{d.Name}", 1, $"a static that can change, at line {d.FirstLine}")))]);

    [Test]
    public void Cleverness_stays_inside_its_fence() =>
        Exceptions.Judge("cleverness", [.. Repository.Sources
            .Where(static s => !s.IsTest && !Fence.Any(f => s.Path.StartsWith(f, StringComparison.Ordinal)))
            .SelectMany(static s => s.Tokens.Where(static t => t.IsName && Cleverness.Contains(t.Text)).GroupBy(static t => t.Text)
                .Select(g => new Violation($"{s.Path}::{g.Key}", g.Count(), $"{g.Count()} uses, the first at line {g.First().Line}")))]);

    private static bool Has(Declaration declaration, string word)
    {
        foreach (var token in declaration.Head)
        {
            if (token.Text is "=" or "=>")
            {
                return false;
            }
            if (token.Is(word))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsFloat(Token token) => token.Kind switch
    {
        TokenKind.Word => Floats.Contains(token.Text),
        TokenKind.Number => !token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && !token.Text.StartsWith("0b", StringComparison.OrdinalIgnoreCase)
            && token.Text.Any(static c => ".eEfFdDmM".Contains(c)),
        TokenKind.Symbol or TokenKind.Unspecified => false,
    };

    /// <summary>By name: what this file declares as a hash table and then feeds to a foreach, directly or by Keys or Values.</summary>
    private static IEnumerable<Violation> HashOrderWalks(SourceFile source)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        var tokens = source.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsName && Unordered.Contains(tokens[i].Text) && i + 1 < tokens.Count && tokens[i + 1].Is("<"))
            {
                AddDeclaredName(tokens, i, tables);
            }
        }
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Is("foreach") && WalkedName(tokens, i) is { } name && tables.Contains(name))
            {
                yield return new($"{source.Path}::{name}", 1, $"foreach over a hash table at line {tokens[i].Line}: sort first");
            }
        }
    }

    private static void AddDeclaredName(IReadOnlyList<Token> tokens, int at, HashSet<string> tables)
    {
        if (at >= 3 && tokens[at - 1].Is("new") && tokens[at - 2].Is("=") && tokens[at - 3].IsName)
        {
            tables.Add(tokens[at - 3].Text);
        }
        var angle = 0;
        for (var i = at + 1; i < tokens.Count; i++)
        {
            angle += tokens[i].Is("<") ? 1 : tokens[i].Is(">") ? -1 : 0;
            if (angle == 0)
            {
                var next = i + 1 < tokens.Count && tokens[i + 1].Is("?") ? i + 2 : i + 1;
                if (next < tokens.Count && tokens[next].IsName)
                {
                    tables.Add(tokens[next].Text);
                }
                return;
            }
        }
    }

    /// <summary>The table in <c>foreach (… in table)</c>, <c>in this.table.Values)</c> or <c>in table.Keys)</c>.</summary>
    private static string? WalkedName(IReadOnlyList<Token> tokens, int at)
    {
        var words = new List<string>();
        var depth = 0;
        var seen = false;
        for (var i = at + 1; i < tokens.Count; i++)
        {
            depth += tokens[i].Is("(") ? 1 : tokens[i].Is(")") ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
            if (seen && tokens[i].Text is not ("." or "this" or "Keys" or "Values"))
            {
                words.Add(tokens[i].Text);
            }
            seen |= depth == 1 && tokens[i].Is("in");
        }
        return words.Count == 1 ? words[0] : null;
    }
}
