using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Cos.Primitives.Codec.Abi;

/// <summary>Reads type names such as "uint256", "(address,bytes32[2])[]"; "uint" and "int" mean 256 bits.</summary>
internal ref struct AbiTypeParser(ReadOnlySpan<char> text)
{
    private const int MembersMax = 64, DigitsMax = 4;
    private ReadOnlySpan<char> _rest = text;

    internal readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Reads "(type,type,…)", which may be empty.</summary>
    internal bool TryReadList(int depth, out ImmutableArray<AbiType> types)
    {
        types = [];
        if (!Skip('(')) return false;
        if (Skip(')')) return true;
        var members = ImmutableArray.CreateBuilder<AbiType>();
        do
        {
            if (members.Count == MembersMax || !TryReadType(depth, out AbiType? member)) return false;
            members.Add(member);
        }
        while (Skip(','));
        if (!Skip(')')) return false;
        types = members.DrainToImmutable();
        return true;
    }

    /// <summary>Reads one type with its list suffixes.</summary>
    internal bool TryReadType(int depth, [NotNullWhen(true)] out AbiType? type)
    {
        type = null;
        if (depth == 0) return false;
        if (!_rest.IsEmpty && _rest[0] == '(')
        {
            if (!TryReadList(depth - 1, out ImmutableArray<AbiType> members) || members.IsEmpty) return false;
            type = new AbiType.Tuple(members);
        }
        else if (!TryReadElementary(out type))
        {
            return false;
        }

        while (Skip('['))
        {
            if (--depth == 0) return false;
            if (Skip(']'))
            {
                type = new AbiType.List(type);
                continue;
            }

            if (!TryReadNumber(out int count) || count is 0 or > AbiType.FixedCountMax || !Skip(']')) return false;
            if (!type.IsDynamic && (long)type.HeadBytes * count > AbiType.HeadBytesMax) return false;
            type = new AbiType.FixedList(type, count);
        }

        return type.HeadBytes <= AbiType.HeadBytesMax;
    }

    private bool TryReadElementary([NotNullWhen(true)] out AbiType? type)
    {
        int letters = 0;
        while (letters < _rest.Length && char.IsAsciiLetterLower(_rest[letters])) letters++;
        ReadOnlySpan<char> word = _rest[..letters];
        _rest = _rest[letters..];
        bool sized = TryReadNumber(out int size);
        bool isBits = sized && size is > 0 and <= 256 && (size & 7) == 0;
        type = word switch
        {
            "uint" when !sized => AbiType.UInt256,
            "uint" when isBits => new AbiType.Unsigned(size),
            "int" when !sized => new AbiType.Signed(256),
            "int" when isBits => new AbiType.Signed(size),
            "address" when !sized => AbiType.Address,
            "bool" when !sized => AbiType.Bool,
            "bytes" when !sized => AbiType.Bytes,
            "bytes" when size is > 0 and <= 32 => new AbiType.FixedBytes(size),
            "string" when !sized => AbiType.String,
            _ => null,
        };
        return type is not null;
    }

    private bool TryReadNumber(out int number)
    {
        number = 0;
        int digits = 0;
        while (digits < _rest.Length && digits < DigitsMax && char.IsAsciiDigit(_rest[digits])) number = (number * 10) + (_rest[digits++] - '0');
        if (digits == 0 || _rest[0] == '0') return false;
        _rest = _rest[digits..];
        return true;
    }

    private bool Skip(char c)
    {
        if (_rest.IsEmpty || _rest[0] != c) return false;
        _rest = _rest[1..];
        return true;
    }
}
