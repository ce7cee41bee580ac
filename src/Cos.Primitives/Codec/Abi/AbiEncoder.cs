using System.Text;
using Cos.Primitives.Values;

namespace Cos.Primitives.Codec.Abi;

/// <summary>
/// Writes values in the contract ABI's canonical layout: heads first, tails in the same order without gaps. A value that
/// does not fit its type is a broken invariant of the caller.
/// </summary>
public sealed class AbiEncoder
{
    private const int CapacityStart = 256;
    private byte[] _buffer = new byte[CapacityStart];
    private int _length;

    private AbiEncoder() { }

    /// <summary>Encodes a list of arguments or results, in a new array.</summary>
    public static byte[] Encode(ReadOnlySpan<AbiType> types, ReadOnlySpan<AbiValue> values)
    {
        AbiEncoder encoder = new();
        encoder.WriteMembers(types, values);
        return encoder._buffer.AsSpan(0, encoder._length).ToArray();
    }

    private void WriteMembers(ReadOnlySpan<AbiType> types, ReadOnlySpan<AbiValue> values)
    {
        Invariant.Require(types.Length == values.Length, "as many ABI values as types");
        int start = _length, head = _length;
        foreach (AbiType type in types) _length += type.HeadBytes;
        Reserve();
        for (int i = 0; i < types.Length; i++) head = WriteMember(types[i], values[i], start, head);
    }

    private void WriteElements(AbiType element, ReadOnlySpan<AbiValue> values)
    {
        int start = _length, head = _length;
        _length += element.HeadBytes * values.Length;
        Reserve();
        foreach (AbiValue value in values) head = WriteMember(element, value, start, head);
    }

    private int WriteMember(AbiType type, AbiValue value, int start, int head)
    {
        if (!type.IsDynamic) return WriteStatic(type, value, head);
        WriteWord(head, (ulong)(_length - start));
        WriteDynamic(type, value);
        return head + AbiType.WordBytes;
    }

    private int WriteStatic(AbiType type, AbiValue value, int at)
    {
        switch (type, value)
        {
            case (AbiType.FixedList list, AbiValue.List items):
                Invariant.Require(items.Items.Length == list.Count, "a fixed ABI list has its count of items");
                foreach (AbiValue item in items.Items) at = WriteStatic(list.Element, item, at);
                return at;
            case (AbiType.Tuple tuple, AbiValue.List items):
                Invariant.Require(items.Items.Length == tuple.Members.Length, "an ABI tuple has its members");
                for (int i = 0; i < tuple.Members.Length; i++) at = WriteStatic(tuple.Members[i], items.Items[i], at);
                return at;
            case (AbiType.Unsigned number, AbiValue.Number word):
                Invariant.Require(word.Value.BitLength <= number.Bits, "an ABI uint fits its bits");
                WriteWord(at, word.Value);
                break;
            case (AbiType.Signed number, AbiValue.Number word):
                Invariant.Require(AbiWord.IsSigned(word.Value, number.Bits), "an ABI int fits its bits");
                WriteWord(at, word.Value);
                break;
            case (AbiType.Account, AbiValue.Account account):
                WriteWord(at, account.Value.ToWord());
                break;
            case (AbiType.Flag, AbiValue.Flag flag):
                WriteWord(at, flag.Value ? 1UL : 0);
                break;
            case (AbiType.FixedBytes fixedBytes, AbiValue.Bytes bytes):
                Invariant.Require(bytes.Value.Length == fixedBytes.Length, "ABI bytesN has N bytes");
                bytes.Value.Span.CopyTo(_buffer.AsSpan(at));
                break;
            default:
                throw new InvariantBrokenException($"an ABI value of another kind than {type}");
        }

        return at + AbiType.WordBytes;
    }

    private void WriteDynamic(AbiType type, AbiValue value)
    {
        switch (type, value)
        {
            case (AbiType.DynamicBytes, AbiValue.Bytes bytes):
                WriteBytes(bytes.Value.Span);
                return;
            case (AbiType.Text, AbiValue.Text text):
                WriteBytes(Encoding.UTF8.GetBytes(text.Value));
                return;
            case (AbiType.List list, AbiValue.List items):
                Append((ulong)items.Items.Length);
                WriteElements(list.Element, items.Items.AsSpan());
                return;
            case (AbiType.FixedList list, AbiValue.List items):
                Invariant.Require(items.Items.Length == list.Count, "a fixed ABI list has its count of items");
                WriteElements(list.Element, items.Items.AsSpan());
                return;
            case (AbiType.Tuple tuple, AbiValue.List items):
                WriteMembers(tuple.Members.AsSpan(), items.Items.AsSpan());
                return;
            default:
                throw new InvariantBrokenException($"an ABI value of another kind than {type}");
        }
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Append((ulong)bytes.Length);
        int at = _length;
        _length += AbiWord.Padded(bytes.Length);
        Reserve();
        bytes.CopyTo(_buffer.AsSpan(at));
    }

    private void Append(UInt256 word)
    {
        int at = _length;
        _length += AbiType.WordBytes;
        Reserve();
        WriteWord(at, word);
    }

    private void WriteWord(int at, UInt256 word) => word.WriteBigEndian(_buffer.AsSpan(at, AbiType.WordBytes));

    // A resized array is zero beyond what was written, and nothing is ever taken back: padding is there already.
    private void Reserve()
    {
        if (_buffer.Length < _length) Array.Resize(ref _buffer, Math.Max(_length, _buffer.Length * 2));
    }
}
