using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cos.Tidy.Tests.Sources;

namespace Cos.Tidy.Tests.Rules;

/// <summary>The walls: which project may reference which. Arrows point down, never up, never sideways between edges.</summary>
public sealed partial class ArrowTests
{
    private const string Page = "docs/architecture.md";

    private static readonly Dictionary<string, string[]> Table = new(StringComparer.Ordinal)
    {
        ["Crypto"] = [],
        ["Primitives"] = ["Crypto"],
        ["State"] = ["Primitives", "Crypto"],
        ["Vm"] = ["State", "Primitives", "Crypto"],
        ["Contracts"] = ["Vm", "State", "Primitives", "Crypto"],
        ["Execution"] = ["Contracts", "Vm", "State", "Primitives", "Crypto"],
        ["Consensus"] = ["Primitives", "Crypto"],
        ["Chain"] = ["Execution", "Consensus", "Contracts", "Vm", "State", "Primitives", "Crypto"],
        ["Storage"] = ["Chain", "State", "Primitives", "Crypto"],
        ["Rpc"] = ["Chain", "Execution", "Consensus", "Contracts", "Vm", "State", "Primitives", "Crypto"],
        ["Cli"] = ["Execution", "Contracts", "Vm", "State", "Primitives", "Crypto"],
        ["Node"] = ["Rpc", "Storage", "Chain", "Execution", "Consensus", "Contracts", "Vm", "State", "Primitives", "Crypto"],
    };

    private static IEnumerable<string> ProjectFiles =>
        Repository.Paths.Where(static p => p.StartsWith("src/", StringComparison.Ordinal) && p.EndsWith(".csproj", StringComparison.Ordinal));

    [Test]
    public void A_project_references_only_what_the_table_allows()
    {
        var violations = new List<Violation>();
        foreach (var file in ProjectFiles)
        {
            if (!Table.TryGetValue(Short(file), out var allowed))
            {
                violations.Add(new(file, 1, "is not in the table of arrows"));
                continue;
            }
            violations.AddRange(References(file).Where(r => !allowed.Contains(r)).Select(r => new Violation($"{file}::{r}", 1, "an arrow that the table does not have")));
        }
        Exceptions.Judge("arrow", violations);
    }

    [Test]
    public void The_table_and_the_picture_name_the_same_projects()
    {
        Assert.That(Repository.Paths, Does.Contain(Page));
        var drawn = Row().Matches(Repository.Read(Page)).Select(static m => m.Groups[1].Value);
        Assert.That(drawn, Is.EquivalentTo(Table.Keys), Page);
        Assert.That(ProjectFiles.Select(Short), Is.EquivalentTo(Table.Keys), "src/");
    }

    [Test]
    public void The_table_has_no_circle()
    {
        foreach (var (project, allowed) in Table)
        {
            Assert.That(allowed.Where(a => a == project || Table[a].Contains(project)), Is.Empty, project);
        }
    }

    [Test]
    public void Only_storage_sees_the_database() =>
        Exceptions.Judge("rocksdb", [.. ProjectFiles.Where(static f => Short(f) != "Storage" && Repository.Read(f).Contains("\"RocksDB\"", StringComparison.Ordinal))
            .Select(static f => new Violation(f, 1, "references RocksDB"))]);

    private static string Short(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))["Cos.".Length..];

    private static IEnumerable<string> References(string file) =>
        XDocument.Parse(Repository.Read(file)).Descendants("ProjectReference").Select(static r => Short(r.Attribute("Include")!.Value));

    [GeneratedRegex(@"^\| `?Cos\.(\w+)`? \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
