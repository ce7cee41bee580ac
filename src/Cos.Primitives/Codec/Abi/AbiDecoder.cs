using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Cos.Primitives.Values;

namespace Cos.Primitives.Codec.Abi;

/// <summary>
/// Reads the contract ABI's canonical layout and nothing else: tails follow in order without gaps, padding is zero, text is
/// UTF-8. So no offset can point back, two values never share bytes, and work is linear in the bytes whatever they claim.
/// </summary>
public static class AbiDecoder
{
    /// <summary>Decodes values that fill <paramref name="encoded"/>.</summary>
    public static bool TryDecode(ReadOnlySpan<AbiType> types, ReadOnlySpan<byte> encoded, out ImmutableArray<AbiValue> values) =>
        TryDecodePrefix(types, encoded, out values, out int consumed) && consumed == encoded.Length;

    /// <summary>Decodes values from the front and says how many bytes they took; wallets append tags to call data.</summary>
    public static bool TryDecodePrefix(ReadOnlySpan<AbiType> types, ReadOnlySpan<byte> encoded, out ImmutableArray<AbiValue> values, out int consumed)
    {
        values = [];
        consumed = HeadBytes(types);
        if (consumed > encoded.Length) return false;
        var read = ImmutableArray.CreateBuilder<AbiValue>(types.Length);
        int head = 0;
        foreach (AbiType type in types)
        {
            if (!TryReadMember(type, encoded, ref head, ref consumed, out AbiValue? value)) return false;
            read.Add(value);
        }

        values = read.DrainToImmutable();
        return true;
    }

    private static int HeadBytes(ReadOnlySpan<AbiType> types)
    {
        int sum = 0;
        foreach (AbiType type in types) sum += type.HeadBytes;
        return sum;
    }

    /// <summary>Reads one member of a frame at its head, or at the frame's tail where the head must say so.</summary>
    private static bool TryReadMember(AbiType type, ReadOnlySpan<byte> frame, ref int head, ref int tail, [NotNullWhen(true)] out AbiValue? value)
    {
        value = null;
        if (!type.IsDynamic)
        {
            bool read = TryReadStatic(type, frame.Slice(head, type.HeadBytes), out value);
            head += type.HeadBytes;
            return read;
        }

        UInt256 offset = UInt256.FromBigEndian(frame.Slice(head, AbiType.WordBytes));
        head += AbiType.WordBytes;
        if (offset != (ulong)tail || !TryReadDynamic(type, frame[tail..], out value, out int consumed)) return false;
        tail += consumed;
        return true;
    }

    private static bool TryReadStatic(AbiType type, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AbiValue? value)
    {
        value = type switch
        {
            AbiType.FixedList list => ReadStatics(list.Element, list.Count, bytes),
            AbiType.Tuple tuple => ReadStatics(tuple.Members.AsSpan(), bytes),
            AbiType.FixedBytes { Length: var n } => bytes[n..].ContainsAnyExcept((byte)0) ? null : new AbiValue.Bytes(bytes[..n].ToArray()),
            _ => ReadWord(type, UInt256.FromBigEndian(bytes)),
        };
        return value is not null;
    }

    private static AbiValue? ReadWord(AbiType type, in UInt256 word) => type switch
    {
        AbiType.Unsigned { Bits: var bits } => word.BitLength <= bits ? new AbiValue.Number(word) : null,
        AbiType.Signed { Bits: var bits } => AbiWord.IsSigned(in word, bits) ? new AbiValue.Number(word) : null,
        AbiType.Account => word.ByteLength <= Address.Size ? new AbiValue.Account(Address.FromWord(in word)) : null,
        AbiType.Flag => word <= UInt256.One ? new AbiValue.Flag(word == UInt256.One) : null,
        _ => throw new UnreachableException(),
    };

    private static AbiValue.List? ReadStatics(AbiType element, int count, ReadOnlySpan<byte> bytes)
    {
        var items = ImmutableArray.CreateBuilder<AbiValue>(count);
        for (int i = 0; i < count; i++)
        {
            if (!TryReadStatic(element, bytes.Slice(i * element.HeadBytes, element.HeadBytes), out AbiValue? item)) return null;
            items.Add(item);
        }

        return new AbiValue.List(items.DrainToImmutable());
    }

    private static AbiValue.List? ReadStatics(ReadOnlySpan<AbiType> members, ReadOnlySpan<byte> bytes)
    {
        var items = ImmutableArray.CreateBuilder<AbiValue>(members.Length);
        foreach (AbiType member in members)
        {
            if (!TryReadStatic(member, bytes[..member.HeadBytes], out AbiValue? item)) return null;
            items.Add(item);
            bytes = bytes[member.HeadBytes..];
        }

        return new AbiValue.List(items.DrainToImmutable());
    }

    private static bool TryReadDynamic(AbiType type, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AbiValue? value, out int consumed)
    {
        (value, consumed) = (null, 0);
        switch (type)
        {
            case AbiType.DynamicBytes:
                if (!TryReadBytes(bytes, out ReadOnlySpan<byte> content, out consumed)) return false;
                value = new AbiValue.Bytes(content.ToArray());
                return true;
            case AbiType.Text:
                if (!TryReadBytes(bytes, out content, out consumed) || !Utf8.IsValid(content)) return false;
                value = new AbiValue.Text(Encoding.UTF8.GetString(content));
                return true;
            case AbiType.List { Element: var element }:
                if (!TryReadCount(bytes, element.HeadBytes, out int count)) return false;
                bool read = TryReadElements(element, count, bytes[AbiType.WordBytes..], out value, out consumed);
                consumed += AbiType.WordBytes;
                return read;
            case AbiType.FixedList { Element: var element, Count: var fixedCount }:
                return TryReadElements(element, fixedCount, bytes, out value, out consumed);
            case AbiType.Tuple { Members: var members }:
                if (!TryDecodePrefix(members.AsSpan(), bytes, out ImmutableArray<AbiValue> items, out consumed)) return false;
                value = new AbiValue.List(items);
                return true;
            default:
                throw new UnreachableException();
        }
    }

    private static bool TryReadElements(AbiType element, int count, ReadOnlySpan<byte> frame, [NotNullWhen(true)] out AbiValue? value, out int consumed)
    {
        (value, consumed) = (null, 0);
        if ((long)element.HeadBytes * count > frame.Length) return false;
        consumed = element.HeadBytes * count;
        var items = ImmutableArray.CreateBuilder<AbiValue>(count);
        int head = 0;
        for (int i = 0; i < count; i++)
        {
            if (!TryReadMember(element, frame, ref head, ref consumed, out AbiValue? item)) return false;
            items.Add(item);
        }

        value = new AbiValue.List(items.DrainToImmutable());
        return true;
    }

    private static bool TryReadBytes(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> content, out int consumed)
    {
        content = default;
        consumed = 0;
        if (!TryReadCount(bytes, 1, out int length)) return false;
        int padded = AbiWord.Padded(length);
        if (padded > bytes.Length - AbiType.WordBytes) return false;
        content = bytes.Slice(AbiType.WordBytes, length);
        consumed = AbiType.WordBytes + padded;
        return !bytes[(AbiType.WordBytes + length)..consumed].ContainsAnyExcept((byte)0);
    }

    /// <summary>Reads a count of items that take at least so many bytes each, and refuses one that the bytes cannot hold.</summary>
    private static bool TryReadCount(ReadOnlySpan<byte> bytes, int itemBytes, out int count)
    {
        count = 0;
        if (bytes.Length < AbiType.WordBytes) return false;
        UInt256 claimed = UInt256.FromBigEndian(bytes[..AbiType.WordBytes]);
        if (claimed > (UInt256)(ulong)((bytes.Length - AbiType.WordBytes) / itemBytes)) return false;
        count = (int)claimed.U0;
        return true;
    }
}
