using System.Text.RegularExpressions;
using Cos.Tidy.Tests.Sources;

namespace Cos.Tidy.Tests.Rules;

/// <summary>Style rule 1: a project says its duty in one sentence, and each of its folders has a sentence too.</summary>
public sealed class FolderTests
{
    private static IEnumerable<string> Projects => Repository.Sources.Where(static s => s.Path.StartsWith("src/", StringComparison.Ordinal))
        .Select(static s => s.Project).Distinct();

    [Test]
    public void A_project_states_its_duty_in_its_readme() =>
        Exceptions.Judge("readme", [.. Projects.Where(static p => !Repository.Paths.Contains($"src/{p}/README.md"))
            .Select(static p => new Violation($"src/{p}/README.md", 1, "is missing"))]);

    [Test]
    public void A_folder_has_its_sentence_in_the_readme_of_its_project() =>
        Exceptions.Judge("folder-sentence", [.. Repository.Sources.Where(static s => s.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(static s => Folders(s.Path)).Distinct().Where(static f => !HasSentence(f))
            .Select(static f => new Violation(f, 1, "has no sentence in its project's README.md"))]);

    private static IEnumerable<string> Folders(string path)
    {
        var parts = path.Split('/');
        for (var length = 3; length < parts.Length; length++)
        {
            yield return string.Join('/', parts[..length]);
        }
    }

    private static bool HasSentence(string folder)
    {
        var parts = folder.Split('/');
        var readme = $"src/{parts[1]}/README.md";
        return Repository.Paths.Contains(readme)
            && Regex.IsMatch(Repository.Read(readme), $@"^.*[`*/]{Regex.Escape(parts[^1])}[`*/].*\S+ \S+ \S+", RegexOptions.Multiline);
    }
}
