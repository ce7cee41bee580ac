namespace Cos.Tidy.Tests.Sources;

/// <summary>The one list of permitted violations, <c>exceptions.txt</c>: <c>rule | subject | most | reason</c>. It may only shrink.</summary>
internal static class Exceptions
{
    private static readonly Lazy<IReadOnlyList<Entry>> All = new(Load);

    /// <summary>Fails on a violation that is not listed, on one worse than its entry allows, and on an entry nothing needs.</summary>
    public static void Judge(string rule, IReadOnlyCollection<Violation> violations)
    {
        var entries = All.Value.Where(e => e.Rule == rule).ToDictionary(static e => e.Subject, StringComparer.Ordinal);
        var wrong = violations
            .Where(v => !entries.TryGetValue(v.Subject, out var entry) || v.Measure > entry.Most)
            .Select(static v => $"{v.Subject}: {v.Words}");
        var needed = violations.Select(static v => v.Subject).ToHashSet(StringComparer.Ordinal);
        var stale = entries.Keys.Where(subject => !needed.Contains(subject))
            .Select(static subject => $"{subject}: in exceptions.txt, but no longer violates the rule: remove the entry");
        string[] lines = [.. wrong.Concat(stale).Order(StringComparer.Ordinal)];
        if (lines.Length > 0)
        {
            Assert.Fail($"rule \"{rule}\":\n  {string.Join("\n  ", lines)}");
        }
    }

    private static IReadOnlyList<Entry> Load()
    {
        var entries = new List<Entry>();
        foreach (var line in Repository.Read("tests/Cos.Tidy.Tests/exceptions.txt").Split('\n'))
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            Assert.That(parts, Has.Length.EqualTo(4), $"exceptions.txt: \"{line}\" is not \"rule | subject | most | reason\"");
            Assert.That(parts[3], Is.Not.Empty, $"exceptions.txt: \"{line}\" gives no reason");
            entries.Add(new(parts[0], parts[1], int.Parse(parts[2])));
        }
        return entries;
    }

    private sealed record Entry(string Rule, string Subject, int Most);
}
