using Cos.Tidy.Tests.Sources;

namespace Cos.Tidy.Tests.Rules;

/// <summary>Calls that hide a failure or make a test depend on the machine's speed.</summary>
public sealed class CallTests
{
    [Test]
    public void No_function_is_async_void() =>
        Exceptions.Judge("async-void", Find(static s => true, "async", "void"));

    [Test]
    public void No_test_sleeps() =>
        Exceptions.Judge("sleep", [.. Find(static s => s.IsTest, "Thread", ".", "Sleep"), .. Find(static s => s.IsTest, "Task", ".", "Delay")]);

    [Test]
    public void Nothing_blocks_on_a_task() =>
        Exceptions.Judge("sync-over-async", Find(static s => !s.IsTest, "GetAwaiter", "(", ")", ".", "GetResult"));

    private static Violation[] Find(Func<SourceFile, bool> isWanted, params string[] sequence) =>
        [.. Repository.Sources.Where(isWanted).Select(s => (s.Path, Lines: Occurrences(s.Tokens, sequence))).Where(static f => f.Lines.Count > 0)
            .Select(f => new Violation($"{f.Path}::{string.Concat(sequence)}", f.Lines.Count, $"at line {string.Join(", ", f.Lines)}"))];

    private static List<int> Occurrences(IReadOnlyList<Token> tokens, string[] sequence)
    {
        var lines = new List<int>();
        for (var i = 0; i + sequence.Length <= tokens.Count; i++)
        {
            var k = 0;
            while (k < sequence.Length && tokens[i + k].Is(sequence[k]))
            {
                k++;
            }
            if (k == sequence.Length)
            {
                lines.Add(tokens[i].Line);
            }
        }
        return lines;
    }
}
