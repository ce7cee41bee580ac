using Cos.Primitives.Values;

namespace Cos.Primitives.Codec;

/// <summary>Writes RLP into one growing buffer; <see cref="Reset"/> makes it fresh and keeps the buffer.</summary>
public sealed class RlpWriter
{
    /// <summary>The deepest nesting of lists.</summary>
    public const int DepthMax = 32;
    private const int CapacityStart = 256;

    private readonly int[] _starts = new int[DepthMax];
    private int _depth;
    private int _length;
    private byte[] _buffer = new byte[CapacityStart];

    /// <summary>The bytes written so far; valid until the next write. Lists must be closed.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Invariant.Require(_depth == 0, "an RLP list was left open");
            return _buffer.AsSpan(0, _length);
        }
    }

    /// <summary>The bytes written, in a new array.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>Forgets what was written.</summary>
    public void Reset() => (_length, _depth) = (0, 0);

    /// <summary>Opens a list: what is written until <see cref="EndList"/> are its items.</summary>
    public void StartList()
    {
        Invariant.Require(_depth < DepthMax, "RLP lists nest too deep");
        Reserve(1); // most lists that end up long hold many items, so one later move of the payload is the cheaper guess
        _starts[_depth++] = ++_length;
    }

    /// <summary>Closes the list opened last.</summary>
    public void EndList()
    {
        Invariant.Require(_depth > 0, "an RLP list ends that was not started");
        int start = _starts[--_depth], payload = _length - start, prefix = Rlp.PrefixLength(payload);
        if (prefix > 1)
        {
            Reserve(prefix - 1);
            _buffer.AsSpan(start, payload).CopyTo(_buffer.AsSpan(start + prefix - 1));
            _length += prefix - 1;
        }

        Rlp.WriteListPrefix(_buffer.AsSpan(start - 1), payload);
    }

    /// <summary>Writes a string.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length + 9);
        _length += Rlp.WriteBytes(_buffer.AsSpan(_length), bytes);
    }

    /// <summary>Writes a number without leading zeros.</summary>
    public void Write(ulong value) => Write((UInt256)value);

    /// <summary>Writes a number without leading zeros.</summary>
    public void Write(in UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[UInt256.Size];
        Write(bytes[..value.WriteMinimal(bytes)]);
    }

    /// <summary>Writes 20 bytes.</summary>
    public void Write(in Address address) => Write(address.Bytes);
    /// <summary>Writes 20 bytes, or the empty string for no address.</summary>
    public void Write(Address? address) => Write(address is { } present ? present.Bytes : []);
    /// <summary>Writes 32 bytes.</summary>
    public void Write(in Hash256 hash) => Write(hash.Bytes);

    /// <summary>Writes one byte outside RLP: the type of an EIP-2718 envelope.</summary>
    public void WriteTypeByte(byte type)
    {
        Reserve(1);
        _buffer[_length++] = type;
    }

    /// <summary>Writes bytes that are RLP already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> encoded)
    {
        Reserve(encoded.Length);
        encoded.CopyTo(_buffer.AsSpan(_length));
        _length += encoded.Length;
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - _length >= more) return;
        Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + more));
    }
}
