namespace Cos.Tidy.Tests.Sources;

/// <summary>Finds the declarations of a file by following braces: types at any depth, and the members directly inside them.</summary>
internal sealed class Outline
{
    private static readonly HashSet<string> TypeWords = ["class", "struct", "interface", "enum", "record"];
    private static readonly HashSet<string> NotNames =
        ["public", "private", "internal", "protected", "static", "readonly", "sealed", "abstract", "virtual", "override", "async", "unsafe", "extern",
         "partial", "required", "new", "ref", "out", "in", "params", "scoped", "file", "base", "this", "where", "get", "set", "init"];

    private readonly IReadOnlyList<Token> _tokens;
    private readonly List<Declaration> _found = [];
    private int _at;

    private Outline(IReadOnlyList<Token> tokens) => _tokens = tokens;

    public static IReadOnlyList<Declaration> Of(IReadOnlyList<Token> tokens)
    {
        var outline = new Outline(tokens);
        while (outline._at < tokens.Count)
        {
            outline.ReadMember([], isEnum: false);
        }
        return outline._found;
    }

    /// <summary>Reads one member of a namespace or type: up to its <c>;</c> or through its braces.</summary>
    private void ReadMember(string[] enclosing, bool isEnum)
    {
        var head = new List<Token>();
        var nesting = 0;
        var hasValue = false; // an initializer or an expression body: its braces are not the member's
        for (; _at < _tokens.Count; _at++)
        {
            var token = _tokens[_at];
            nesting += token.Text is "(" or "[" ? 1 : token.Text is ")" or "]" ? -1 : 0;
            if (nesting == 0 && token.Is("{"))
            {
                if (!hasValue)
                {
                    ReadBody(head, enclosing);
                    return;
                }
                SkipBlock();
                _at--;
                continue;
            }
            if (nesting == 0 && (token.Is(";") || (isEnum && token.Is(","))))
            {
                _at++;
                AddMember(head, enclosing, token.Line, isEnum);
                return;
            }
            if (nesting == 0 && token.Is("}"))
            {
                _at += enclosing.Length == 0 ? 1 : 0;
                return;
            }
            hasValue |= nesting == 0 && (token.Text is "=>" or "=");
            head.Add(token);
        }
    }

    private void ReadBody(List<Token> head, string[] enclosing)
    {
        if (head.Exists(static t => t.Is("namespace")))
        {
            _at++; // members of a braced namespace are read as if at the top
            return;
        }
        var type = TypeName(head);
        if (type is null)
        {
            var isTransparent = head.Exists(static t => t.Is("extension")) && FunctionName(head) == "extension";
            if (isTransparent)
            {
                ReadMembers(enclosing, isEnum: false);
                return;
            }
            SkipBlock();
            var end = _tokens[_at - 1].Line;
            var name = FunctionName(head) ?? LastName(head);
            _found.Add(new(DeclarationKind.Function, Qualified(enclosing, name), StartLine(head, end), end, enclosing.Length, head));
            SkipInitializer();
            return;
        }
        var first = StartLine(head, _tokens[_at].Line);
        var index = _found.Count;
        ReadMembers([.. enclosing, type], head.Exists(static t => t.Is("enum")));
        _found.Insert(index, new(DeclarationKind.Type, Qualified(enclosing, type), first, _tokens[_at - 1].Line, enclosing.Length, head));
    }

    private void ReadMembers(string[] enclosing, bool isEnum)
    {
        _at++;
        while (_at < _tokens.Count && !_tokens[_at].Is("}"))
        {
            ReadMember(enclosing, isEnum);
        }
        _at++;
    }

    private void AddMember(List<Token> head, string[] enclosing, int lastLine, bool isEnum)
    {
        if (isEnum || head.Count == 0 || head[0].Text is "using" or "namespace" or "global")
        {
            return;
        }
        var kind = TypeName(head) is { } type ? DeclarationKind.Type
            : FunctionName(head) is not null || head.Find(static t => t.Text is "=" or "=>").Is("=>") ? DeclarationKind.Function
            : enclosing.Length > 0 ? DeclarationKind.Field : DeclarationKind.Unspecified;
        var name = TypeName(head) ?? FunctionName(head) ?? LastName(head);
        if (kind != DeclarationKind.Unspecified)
        {
            _found.Add(new(kind, Qualified(enclosing, name), StartLine(head, lastLine), lastLine, enclosing.Length, head));
        }
    }

    /// <summary>Skips the block that starts here, braces included.</summary>
    private void SkipBlock()
    {
        var depth = 0;
        do
        {
            depth += _tokens[_at].Is("{") ? 1 : _tokens[_at].Is("}") ? -1 : 0;
            _at++;
        }
        while (depth > 0 && _at < _tokens.Count);
    }

    /// <summary>After an auto property's braces: <c>= value;</c>.</summary>
    private void SkipInitializer()
    {
        if (_at >= _tokens.Count || !_tokens[_at].Is("="))
        {
            return;
        }
        var depth = 0;
        while (_at < _tokens.Count && !(depth == 0 && _tokens[_at].Is(";")))
        {
            depth += _tokens[_at].Text is "{" or "(" or "[" ? 1 : _tokens[_at].Text is "}" or ")" or "]" ? -1 : 0;
            _at++;
        }
        _at++;
    }

    private static string? TypeName(List<Token> head)
    {
        var nesting = 0;
        for (var i = 0; i < head.Count; i++)
        {
            nesting += head[i].Text is "(" or "[" ? 1 : head[i].Text is ")" or "]" ? -1 : 0;
            if (nesting != 0)
            {
                continue;
            }
            if (head[i].Text is "=" or "=>" or ":")
            {
                return null;
            }
            if (head[i].Is("delegate") && i + 1 < head.Count && !head[i + 1].Is("*"))
            {
                return FunctionName(head);
            }
            if (TypeWords.Contains(head[i].Text) && i + 1 < head.Count && head[i + 1].IsName)
            {
                return TypeWords.Contains(head[i + 1].Text) ? head[i + 2].Text : head[i + 1].Text;
            }
        }
        return null;
    }

    /// <summary>The name before the parameter list, or null when there is none before a <c>=</c> or <c>=></c>.</summary>
    private static string? FunctionName(List<Token> head)
    {
        var square = 0;
        for (var i = 0; i < head.Count; i++)
        {
            square += head[i].Is("[") ? 1 : head[i].Is("]") ? -1 : 0;
            if (square > 0)
            {
                continue;
            }
            if (head[i].Text is "operator")
            {
                return "operator";
            }
            if (head[i].Text is "=" or "=>")
            {
                return null;
            }
            if (head[i].Is("(") && i > 0 && NameEndingAt(head, i - 1) is { } name)
            {
                return name;
            }
        }
        return null;
    }

    private static string? NameEndingAt(List<Token> head, int at)
    {
        var angle = 0;
        for (; at >= 0; at--)
        {
            angle += head[at].Is(">") ? 1 : head[at].Is("<") ? -1 : 0;
            if (angle == 0 && !head[at].Is("<"))
            {
                return head[at].IsName && !NotNames.Contains(head[at].Text) ? head[at].Text : null;
            }
        }
        return null;
    }

    private static string LastName(List<Token> head)
    {
        var end = head.FindIndex(static t => t.Text is "=" or "=>");
        return head.Take(end < 0 ? head.Count : end).LastOrDefault(static t => t.IsName).Text ?? "?";
    }

    private static int StartLine(List<Token> head, int otherwise)
    {
        var square = 0; // attributes are not counted in a length
        foreach (var token in head)
        {
            square += token.Is("[") ? 1 : token.Is("]") ? -1 : 0;
            if (square == 0 && !token.Is("]"))
            {
                return token.Line;
            }
        }
        return otherwise;
    }

    private static string Qualified(string[] enclosing, string name) => string.Join('.', [.. enclosing, name]);
}
