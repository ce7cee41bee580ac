using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cos.Tidy.Tests.Sources;

namespace Cos.Tidy.Tests.Rules;

/// <summary>The walls: a project references only what the table in docs/architecture.md, section 2, lets it reference.</summary>
public sealed partial class ArrowTests
{
    private const string Page = "docs/architecture.md";

    private static IEnumerable<string> ProjectFiles =>
        Repository.Paths.Where(static p => p.StartsWith("src/", StringComparison.Ordinal) && p.EndsWith(".csproj", StringComparison.Ordinal));

    [Test]
    public void A_project_references_only_what_the_picture_allows()
    {
        var table = ReadTable();
        var violations = new List<Violation>();
        foreach (var file in ProjectFiles)
        {
            var project = Short(file);
            if (!table.TryGetValue(project, out var allowed))
            {
                violations.Add(new(file, 1, $"is not in the table of {Page}"));
                continue;
            }
            violations.AddRange(References(file).Where(r => !allowed.Contains(r)).Select(r => new Violation($"{file}::{r}", 1, $"an arrow that {Page} does not have")));
        }
        Exceptions.Judge("arrow", violations);
    }

    [Test]
    public void The_table_has_no_circle()
    {
        var table = ReadTable();
        Assert.That(table, Has.Count.GreaterThanOrEqualTo(10));
        foreach (var (project, allowed) in table)
        {
            Assert.That(allowed.Where(a => a == project || table[a].Contains(project)), Is.Empty, project);
        }
    }

    [Test]
    public void Only_storage_sees_the_database() =>
        Exceptions.Judge("rocksdb", [.. ProjectFiles.Where(static f => Short(f) != "Storage" && Repository.Read(f).Contains("\"RocksDB\"", StringComparison.Ordinal))
            .Select(static f => new Violation(f, 1, "references RocksDB"))]);

    private static string Short(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))["Cos.".Length..];

    private static IEnumerable<string> References(string file) =>
        XDocument.Parse(Repository.Read(file)).Descendants("ProjectReference").Select(static r => Short(r.Attribute("Include")!.Value));

    /// <summary>Reads rows "| Cos.X | duty | A, B and below |". "and below" adds what each named project may itself reference.</summary>
    private static Dictionary<string, HashSet<string>> ReadTable()
    {
        Assert.That(Repository.Paths, Does.Contain(Page));
        var table = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (Match row in Row().Matches(Repository.Read(Page)))
        {
            var cell = Parenthesis().Replace(row.Groups[2].Value, "");
            var named = Name().Matches(cell).Select(static m => m.Value).ToHashSet(StringComparer.Ordinal);
            if (cell.Contains("all of the above", StringComparison.Ordinal))
            {
                named.UnionWith(table.Keys);
            }
            if (cell.Contains("and below", StringComparison.Ordinal))
            {
                named.UnionWith(named.Where(table.ContainsKey).SelectMany(n => table[n]).ToArray());
            }
            table[row.Groups[1].Value] = named;
        }
        foreach (var allowed in table.Values)
        {
            allowed.IntersectWith(table.Keys);
        }
        return table;
    }

    [GeneratedRegex(@"^\| `?Cos\.(\w+)`? \|[^|]*\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Parenthesis();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Name();
}
