using Cos.Primitives.Codec;

namespace Cos.Fuzzing.Targets;

/// <summary>RLP: what reads as a tree of items is written back byte for byte, for there is one encoding only.</summary>
public sealed class RlpTarget : IFuzzTarget
{
    /// <inheritdoc />
    public string Name => "rlp";

    /// <inheritdoc />
    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        [0x80], [0xc0], [0x7f], [0x83, (byte)'d', (byte)'o', (byte)'g'], [0xc8, 0x83, 1, 2, 3, 0x83, 4, 5, 6],
        [0xc7, 0xc0, 0xc1, 0xc0, 0xc3, 0xc0, 0xc1, 0xc0], [0xb8, 56, .. new byte[56]], [0xf8, 58, 0xb8, 56, .. new byte[56]],
    ];

    /// <inheritdoc />
    public bool Run(ReadOnlySpan<byte> input)
    {
        var writer = new RlpWriter();
        var reader = new RlpReader(input);
        if (!TryCopy(ref reader, writer, 0))
        {
            return false;
        }

        FindingException.Require(writer.Written.SequenceEqual(input), "RLP that reads is written back as it was");
        return true;
    }

    private static bool TryCopy(ref RlpReader reader, RlpWriter writer, int depth)
    {
        while (!reader.AtEnd)
        {
            if (depth == RlpWriter.DepthMax || !reader.TryPeekIsList(out var isList))
            {
                return false;
            }

            if (!isList)
            {
                if (!reader.TryReadBytes(out var bytes))
                {
                    return false;
                }

                writer.Write(bytes);
                continue;
            }

            if (!reader.TryReadList(out var inner))
            {
                return false;
            }

            writer.StartList();
            if (!TryCopy(ref inner, writer, depth + 1))
            {
                return false;
            }

            writer.EndList();
        }

        return true;
    }
}
