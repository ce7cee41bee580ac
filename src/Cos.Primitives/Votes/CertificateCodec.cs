using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Votes;

/// <summary>The RLP of a certificate: [chain id, instance, round, set hash, block hash, block number, bitmap, [signatures]].</summary>
public static class CertificateCodec
{
    /// <summary>Bytes of an Ed25519 signature.</summary>
    public const int SignatureBytes = 64;
    private const int BitmapBytesMax = (VotingSet.MembersMax + 7) / 8;

    /// <summary>Encodes in a new array.</summary>
    public static byte[] Encode(Certificate certificate)
    {
        RlpWriter writer = new();
        Write(certificate, writer);
        return writer.ToArray();
    }

    /// <summary>Writes the certificate as one list.</summary>
    public static void Write(Certificate certificate, RlpWriter writer)
    {
        writer.StartList();
        writer.Write(certificate.ChainId);
        writer.Write(certificate.Instance);
        writer.Write(certificate.Round);
        writer.Write(certificate.SetHash);
        writer.Write(certificate.BlockHash.Value);
        writer.Write(certificate.BlockNumber);
        writer.Write(certificate.Bitmap.Span);
        writer.StartList();
        foreach (ReadOnlyMemory<byte> signature in certificate.Signatures) writer.Write(signature.Span);
        writer.EndList();
        writer.EndList();
    }

    /// <summary>Decodes one certificate that fills <paramref name="encoded"/>.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Certificate? certificate)
    {
        RlpReader reader = new(encoded);
        return TryRead(ref reader, out certificate) && reader.AtEnd;
    }

    /// <summary>Reads the next item as a certificate; a signature for each bit of the bitmap, no more and no fewer.</summary>
    public static bool TryRead(ref RlpReader reader, [NotNullWhen(true)] out Certificate? certificate)
    {
        certificate = null;
        if (!reader.TryReadList(out RlpReader fields)) return false;
        if (!fields.TryReadUInt64(out ulong chain) || !fields.TryReadUInt64(out ulong instance) || !fields.TryReadUInt64(out ulong round)) return false;
        if (round > uint.MaxValue || !fields.TryReadHash(out Hash256 set) || !fields.TryReadHash(out Hash256 block)) return false;
        if (!fields.TryReadUInt64(out ulong number) || !fields.TryReadBytes(out ReadOnlySpan<byte> bitmap) || bitmap.Length > BitmapBytesMax) return false;
        if (!fields.TryReadList(out RlpReader list) || !fields.AtEnd) return false;
        int signers = 0;
        foreach (byte b in bitmap) signers += BitOperations.PopCount(b);
        var signatures = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(signers);
        while (!list.AtEnd)
        {
            if (signatures.Count == signers || !list.TryReadFixed(SignatureBytes, out ReadOnlySpan<byte> signature)) return false;
            signatures.Add(signature.ToArray());
        }

        if (signatures.Count != signers) return false;
        certificate = new Certificate
        {
            ChainId = chain,
            Instance = instance,
            Round = (uint)round,
            SetHash = set,
            BlockHash = new BlockHash(block),
            BlockNumber = number,
            Bitmap = bitmap.ToArray(),
            Signatures = signatures.DrainToImmutable(),
        };
        return true;
    }
}
