using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Codec;
using Cos.Primitives.Votes;

namespace Cos.Primitives.Blocks;

/// <summary>The RLP of <see cref="HeaderExtra"/>: [version, slot, certificate | empty, voting set | empty, reveal | empty, seal].</summary>
public static class HeaderExtraCodec
{
    /// <summary>Bytes of an ECVRF proof (RFC 9381, EDWARDS25519).</summary>
    public const int RevealBytes = 80;
    /// <summary>Bytes of an Ed25519 signature.</summary>
    public const int SealBytes = 64;

    /// <summary>Encodes in a new array.</summary>
    public static byte[] Encode(HeaderExtra extra)
    {
        RlpWriter writer = new();
        writer.StartList();
        writer.Write(HeaderExtra.CurrentVersion);
        writer.Write(extra.Slot);
        if (extra.Certificate is { } certificate) CertificateCodec.Write(certificate, writer);
        else writer.Write([]);
        if (extra.VotingSet is { } set) VotingSetCodec.Write(set, writer);
        else writer.Write([]);
        writer.Write(extra.RandaoReveal.Span);
        writer.Write(extra.Seal.Span);
        writer.EndList();
        return writer.ToArray();
    }

    /// <summary>Decodes extraData whole; another version, a reveal or a seal of another length, or bytes beyond 8 KiB are refused.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out HeaderExtra? extra)
    {
        extra = null;
        RlpReader reader = new(encoded);
        if (encoded.Length > HeaderExtra.EncodedBytesMax || !reader.TryReadList(out RlpReader fields) || !reader.AtEnd) return false;
        if (!fields.TryReadUInt64(out ulong version) || version != HeaderExtra.CurrentVersion || !fields.TryReadUInt64(out ulong slot)) return false;
        Certificate? certificate = null;
        VotingSet? set = null;
        if (!fields.TryReadFixed(0, out _) && !CertificateCodec.TryRead(ref fields, out certificate)) return false;
        if (!fields.TryReadFixed(0, out _) && !VotingSetCodec.TryRead(ref fields, out set)) return false;
        if (!fields.TryReadBytes(out ReadOnlySpan<byte> reveal) || reveal.Length is not (0 or RevealBytes)) return false;
        if (!fields.TryReadBytes(out ReadOnlySpan<byte> seal) || seal.Length is not (0 or SealBytes) || !fields.AtEnd) return false;
        extra = new HeaderExtra { Slot = slot, Certificate = certificate, VotingSet = set, RandaoReveal = reveal.ToArray(), Seal = seal.ToArray() };
        return true;
    }
}
