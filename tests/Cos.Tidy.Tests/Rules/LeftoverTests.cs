using System.Text.RegularExpressions;
using Cos.Tidy.Tests.Sources;

namespace Cos.Tidy.Tests.Rules;

/// <summary>Style rule 20, and what must not be committed: unfinished work, and this or that machine's addresses.</summary>
public sealed class LeftoverTests
{
    // Cut in two, so that this file does not accuse itself.
    private static readonly Regex Unfinished = new(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b|NotImplemented" + "Exception|^\\s*#reg" + "ion", RegexOptions.Multiline);
    private static readonly Regex CodeInComment = new(@"^\s*//(?!/)[^`""\n]*(;|\{|\})[ \t]*$", RegexOptions.Multiline);
    private static readonly Regex MachineAddress = new(
        @"registry\.npm" + @"js|registry\.yarn|api\.nu" + @"get\.org|""resol" + @"ved"": ""http|index\.crates|py" + @"pi\.org|/ho" + @"me/(?!you/)[a-z]|/ro" + @"ot/|/wo" + @"rk/|/tmp/" + @"wt|[A-Z]:\\Us" + "ers");

    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".json", ".md", ".txt", ".sh", ".mjs", ".js", ".ts", ".sol", ".toml", ".yml", ".yaml", ".slnx", ".proto"];

    [Test]
    public void Nothing_is_left_for_later() =>
        Exceptions.Judge("leftover", Find(Unfinished, static p => p.EndsWith(".cs", StringComparison.Ordinal)));

    [Test]
    public void No_code_is_commented_out() =>
        Exceptions.Judge("commented-code", Find(CodeInComment, static p => p.EndsWith(".cs", StringComparison.Ordinal)));

    [Test]
    public void No_registry_or_path_of_one_machine_is_committed() =>
        Exceptions.Judge("machine-address", Find(MachineAddress, static p => !p.Contains('.') || Array.Exists(TextEndings, p.EndsWith)
            || p is "cos" or "cosd" or "test.sh" or ".ci/run"));

    private static Violation[] Find(Regex pattern, Func<string, bool> isWanted) => [.. Repository.Paths.Where(isWanted)
        .Select(p => (Path: p, Matches: pattern.Matches(Repository.Read(p)), Text: Repository.Read(p)))
        .Where(static f => f.Matches.Count > 0)
        .Select(static f => new Violation(f.Path, f.Matches.Count,
            $"\"{f.Matches[0].Value.Trim()}\" at line {f.Text.AsSpan(0, f.Matches[0].Index).Count('\n') + 1}"))];
}
