using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Interpreter;

/// <summary>A frame's memory: grows by words, reads as zero where never written, and is paid for as it grows.</summary>
/// <param name="retainedBytesMax">A larger buffer is given up at the frame's end.</param>
internal sealed class FrameMemory(int retainedBytesMax)
{
    /// <summary>Memory past this many bytes is out of gas whatever the gas: its price, 2^41 gas, is above any block's.</summary>
    internal const long BytesMax = 1L << 30;

    private const int FirstBytes = 4096;

    /// <summary>Name of the field that holds the buffer, for code that is compiled.</summary>
    internal const string BytesField = nameof(_bytes);

    /// <summary>Name of the field that holds <see cref="Size"/>, for code that is compiled.</summary>
    internal const string SizeField = nameof(_size);

    private byte[] _bytes = [];
    private int _size;

    /// <summary>Bytes in use, whole words; the buffer may be longer and hold anything there.</summary>
    internal int Size => _size;

    /// <summary>The buffer, valid up to <see cref="Size"/> until the next growth.</summary>
    internal byte[] Buffer => _bytes;

    /// <summary>Pays for and adds the words that a range needs. An empty range needs none, wherever it lies.</summary>
    /// <returns>The gas left; negative where it does not suffice.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long Expand(in UInt256 offset, in UInt256 length, long gas)
    {
        if (length.IsZero)
        {
            return gas;
        }

        if (!offset.FitsUInt64 || !length.FitsUInt64 || offset.U0 > BytesMax || length.U0 > BytesMax)
        {
            return -1;
        }

        return ExpandTo((long)offset.U0 + (long)length.U0, gas);
    }

    /// <summary>Pays for and adds the words up to <paramref name="end"/>, which is below twice <see cref="BytesMax"/>.</summary>
    /// <returns>The gas left; negative where it does not suffice.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long ExpandTo(long end, long gas) => end <= Size ? gas : Grow(end, gas);

    /// <summary>A byte that has been paid for.</summary>
    // The caller has compared the offset with Size, or grown it, so the reference is inside the buffer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref byte At(ulong offset) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), (nint)offset);

    /// <summary>A range that has been paid for.</summary>
    internal Span<byte> Range(int offset, int length) => length == 0 ? default : _bytes.AsSpan(0, Size).Slice(offset, length);

    /// <summary>A range that has been paid for, of words known to fit once the gas was taken.</summary>
    internal Span<byte> Range(in UInt256 offset, in UInt256 length) => length.IsZero ? default : Range((int)offset.U0, (int)length.U0);

    /// <summary>Empties it for the next frame and gives up a large buffer.</summary>
    internal void Reset()
    {
        _size = 0;
        if (_bytes.Length > retainedBytesMax)
        {
            _bytes = [];
        }
    }

    private long Grow(long end, long gas)
    {
        if (end > BytesMax)
        {
            return -1;
        }

        var words = GasCost.Words(end);
        gas -= Price(words) - Price(Size >> 5);
        if (gas < 0)
        {
            return gas;
        }

        var size = (int)(words << 5);
        if (_bytes.Length < size)
        {
            var grown = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(Math.Max(FirstBytes, size), 2L * _bytes.Length), BytesMax));
            _bytes.AsSpan(0, Size).CopyTo(grown);
            _bytes = grown;
        }

        _bytes.AsSpan(Size, size - Size).Clear();
        _size = size;
        return gas;
    }

    private static long Price(long words) => GasCost.MemoryWord * words + words * words / GasCost.MemoryQuadraticDivisor;
}
