namespace Cos.Tidy.Tests.Sources;

/// <summary>Cuts C# into tokens, well enough for rules about words and braces. Code inside $"{…}" holes is kept.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] LongSymbols = ["=>", "==", "!=", "<=", ">=", "::", "??"];

    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;

    public static IReadOnlyList<Token> Tokens(string text)
    {
        var lexer = new Lexer(text);
        lexer.ReadCode(inHole: false);
        return lexer._tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private bool Starts(string prefix) => string.CompareOrdinal(text, _at, prefix, 0, prefix.Length) == 0;

    private void Advance(int count = 1)
    {
        for (; count > 0 && _at < text.Length; count--)
        {
            if (text[_at++] == '\n')
            {
                _line++;
            }
        }
    }

    private void ReadCode(bool inHole)
    {
        var depth = 0;
        while (_at < text.Length)
        {
            var c = Peek();
            if (inHole && depth == 0 && (c is '}' or ':'))
            {
                return;
            }
            depth += c is '(' or '{' or '[' ? 1 : c is ')' or '}' or ']' ? -1 : 0;
            ReadOne(c);
        }
    }

    private void ReadOne(char c)
    {
        if (char.IsWhiteSpace(c))
        {
            Advance();
        }
        else if (Starts("//") || (c == '#' && OnlyBlankBefore()))
        {
            SkipLine();
        }
        else if (Starts("/*"))
        {
            var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            Advance((end < 0 ? text.Length : end + 2) - _at);
        }
        else if (c is '"' or '$' || (c == '@' && Peek(1) is '"' or '$'))
        {
            ReadString();
        }
        else if (c == '\'')
        {
            SkipChar();
        }
        else if (char.IsAsciiDigit(c))
        {
            Take(TokenKind.Number, static (x, next) => char.IsAsciiLetterOrDigit(x) || x == '_' || (x == '.' && char.IsAsciiDigit(next)));
        }
        else if (char.IsLetter(c) || c is '_' or '@')
        {
            Take(TokenKind.Word, static (x, _) => char.IsLetterOrDigit(x) || x is '_' or '@');
        }
        else
        {
            ReadSymbol();
        }
    }

    private void ReadSymbol()
    {
        var symbol = Array.Find(LongSymbols, Starts) ?? Peek().ToString();
        _tokens.Add(new(TokenKind.Symbol, symbol, _line));
        Advance(symbol.Length);
    }

    private void Take(TokenKind kind, Func<char, char, bool> belongs)
    {
        var start = _at;
        while (_at < text.Length && belongs(Peek(), Peek(1)))
        {
            _at++;
        }
        _tokens.Add(new(kind, text[start.._at], _line));
    }

    private bool OnlyBlankBefore()
    {
        for (var i = _at - 1; i >= 0 && text[i] != '\n'; i--)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                return false;
            }
        }
        return true;
    }

    private void SkipLine()
    {
        while (_at < text.Length && Peek() != '\n')
        {
            _at++;
        }
    }

    private void SkipChar()
    {
        Advance();
        while (_at < text.Length && Peek() is not ('\'' or '\n'))
        {
            Advance(Peek() == '\\' ? 2 : 1);
        }
        Advance();
    }

    private void ReadString()
    {
        var interpolated = false;
        var verbatim = false;
        for (; Peek() is '$' or '@'; Advance())
        {
            interpolated |= Peek() == '$';
            verbatim |= Peek() == '@';
        }
        var quotes = 0;
        while (Peek(quotes) == '"')
        {
            quotes++;
        }
        _tokens.Add(new(TokenKind.Symbol, "\"\"", _line));
        if (quotes >= 3)
        {
            SkipRaw(new string('"', quotes));
        }
        else if (quotes == 2)
        {
            Advance(2);
        }
        else
        {
            ReadQuoted(interpolated, verbatim);
        }
    }

    private void SkipRaw(string fence)
    {
        var end = text.IndexOf(fence, _at + fence.Length, StringComparison.Ordinal);
        Advance((end < 0 ? text.Length : end + fence.Length) - _at);
    }

    private void ReadQuoted(bool interpolated, bool verbatim)
    {
        Advance();
        while (_at < text.Length)
        {
            var c = Peek();
            if (c == '"' && !(verbatim && Peek(1) == '"'))
            {
                Advance();
                return;
            }
            if (c == '{' && interpolated && Peek(1) != '{')
            {
                Advance();
                ReadCode(inHole: true);
                SkipFormat();
            }
            else
            {
                Advance((c == '\\' && !verbatim) || (c is '"' or '{' && Peek(1) == c) ? 2 : 1);
            }
        }
    }

    private void SkipFormat()
    {
        while (_at < text.Length && Peek() != '}')
        {
            Advance();
        }
        Advance();
    }
}
