namespace Cos.Vm.Interpreter;

/// <summary>What the last call of a frame returned (EIP-211), in a buffer that is reused.</summary>
internal sealed class ReturnBuffer
{
    /// <summary>A larger buffer is given up at the frame's end.</summary>
    internal const int RetainedBytesMax = 1 << 14;

    private byte[] _bytes = [];

    /// <summary>Bytes returned.</summary>
    internal int Length { get; private set; }

    /// <summary>What was returned.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Makes room for so many bytes, whose old content is undefined, and hands it out to be filled.</summary>
    internal Span<byte> Resize(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(length);
        }

        Length = length;
        return _bytes.AsSpan(0, length);
    }

    /// <summary>Copies what was returned.</summary>
    internal void Set(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Resize(bytes.Length));

    /// <summary>Nothing was returned.</summary>
    internal void Clear() => Length = 0;

    /// <summary>Empties it for the next frame and gives up a large buffer.</summary>
    internal void Reset()
    {
        Length = 0;
        if (_bytes.Length > RetainedBytesMax)
        {
            _bytes = [];
        }
    }
}
