namespace Cos.Tidy.Tests.Sources;

/// <summary>The rules are only as good as the lexer and the outline below them.</summary>
public sealed class OutlineTests
{
    private const string Sample = """"
        using System;
        namespace A.B;
        /* class Hidden { */ // struct Hidden2 {
        [Some(Value = 1)]
        public sealed record Point(int X = 3, string S = "}") : IEquatable<Point> where T : class
        {
            private static int _count;
            private static readonly string Text = $"float {(1 > 0 ? "a{" : "}b")} {{ {Math.Max(1, 2):x4} class C {{";
            public int Area { get; init; } = 5;
            public (int A, int B) Pair(int x = 2)
            {
                var c = '"'; var raw = @"class D { ""double"" }";
                return x switch { 1 => (1, 2), _ => (3, 4) };
            }
            public static bool operator ==(A a, B b) => a switch
            {
                _ => true,
            };
            public enum Inner { One, Two }
            public T Make<T>() where T : new() => new();
        }
        public delegate void Done(int x);
        """";

    [Test]
    public void Finds_types_functions_and_fields_with_their_lines()
    {
        var found = Outline.Of(Lexer.Tokens(Sample));
        Assert.That(found.Select(static d => $"{d.Kind} {d.Name} {d.Lines}"), Is.EqualTo(new[]
        {
            "Type Point 17", "Field Point._count 1", "Field Point.Text 1", "Function Point.Area 1", "Function Point.Pair 5", "Function Point.operator 4",
            "Type Point.Inner 1", "Function Point.Make 1", "Type Done 1",
        }));
    }

    [Test]
    public void Skips_comments_and_strings_but_reads_the_holes_of_an_interpolated_string()
    {
        var words = Lexer.Tokens(Sample).Where(static t => t.IsName).Select(static t => t.Text).ToList();
        Assert.That(words, Does.Not.Contain("Hidden").And.Not.Contain("Hidden2").And.Not.Contain("float").And.Not.Contain("double").And.Contain("Max"));
    }
}
