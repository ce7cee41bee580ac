using System.Collections.Immutable;
using System.Numerics;
using Cos.Primitives.Blocks;
using Cos.Primitives.Tests.Blocks;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using CsCheck;

namespace Cos.Primitives.Tests.Votes;

public sealed class CertificateCodecTests
{
    private static readonly Gen<VotingSet> Set = Gen.Select(Generators.Account, Generators.Digest).Array[1, 30].Select(m =>
        new VotingSet([.. m.DistinctBy(x => x.Item1).OrderBy(x => x.Item1).Select(x => new VotingMember(x.Item1, x.Item2))]));

    private static readonly Gen<Certificate> Any = Gen.Select(
        Gen.Select(Gen.ULong, Gen.ULong, Gen.UInt), Gen.Select(Generators.Digest, Generators.Digest, Gen.ULong), Gen.Byte.Array[0, 4], (a, b, bitmap) => new Certificate
        {
            ChainId = a.Item1,
            Instance = a.Item2,
            Round = a.Item3,
            SetHash = b.Item1,
            BlockHash = new BlockHash(b.Item2),
            BlockNumber = b.Item3,
            Bitmap = bitmap,
            Signatures = [.. Enumerable.Range(0, bitmap.Sum(x => BitOperations.PopCount(x))).Select(i => (ReadOnlyMemory<byte>)Enumerable.Repeat((byte)i, 64).ToArray())],
        });

    [Test]
    public void Reads_back_a_certificate() => Any.Sample(certificate =>
    {
        byte[] encoded = CertificateCodec.Encode(certificate);
        return CertificateCodec.TryDecode(encoded, out Certificate? back) && CertificateCodec.Encode(back).AsSpan().SequenceEqual(encoded);
    });

    [Test]
    public void Refuses_more_or_fewer_signatures_than_bits() => Any.Where(c => c.Signatures.Length > 0).Sample(certificate =>
    {
        ImmutableArray<ReadOnlyMemory<byte>> s = certificate.Signatures;
        return !CertificateCodec.TryDecode(CertificateCodec.Encode(certificate with { Signatures = s.RemoveAt(0) }), out _)
            && !CertificateCodec.TryDecode(CertificateCodec.Encode(certificate with { Signatures = s.Add(s[0]) }), out _)
            && !CertificateCodec.TryDecode(CertificateCodec.Encode(certificate with { Signatures = s.SetItem(0, new byte[63]) }), out _);
    });

    [Test]
    public void Reads_back_a_voting_set_in_order_only() => Set.Sample(set =>
    {
        byte[] encoded = VotingSetCodec.Encode(set);
        bool reversed = VotingSetCodec.TryDecode(VotingSetCodec.Encode(new VotingSet([.. set.Members.Reverse()])), out _);
        bool twice = VotingSetCodec.TryDecode(VotingSetCodec.Encode(new VotingSet([set.Members[0], .. set.Members])), out _);
        return VotingSetCodec.TryDecode(encoded, out VotingSet? back) && VotingSetCodec.Hash(back) == VotingSetCodec.Hash(set) && reversed == (set.Members.Length == 1) && !twice;
    });

    [Test]
    public void Bounds_a_voting_set()
    {
        Assert.That(VotingSetCodec.TryDecode([0xc0], out _), Is.False, "no members");
        Assert.That(VotingSetCodec.TryDecode(VotingSetCodec.Encode(Members(VotingSet.MembersMax)), out _), Is.True);
        Assert.That(VotingSetCodec.TryDecode(VotingSetCodec.Encode(Members(VotingSet.MembersMax + 1)), out _), Is.False);
    }

    [Test]
    public void Reads_back_what_a_header_carries() => Gen.Select(Gen.ULong, Any, Set, Gen.Int[0, 15]).Sample((slot, certificate, set, parts) =>
    {
        HeaderExtra extra = new()
        {
            Slot = slot,
            Certificate = (parts & 1) != 0 ? certificate : null,
            VotingSet = (parts & 2) != 0 ? set : null,
            RandaoReveal = new byte[(parts & 4) != 0 ? HeaderExtraCodec.RevealBytes : 0],
            Seal = new byte[(parts & 8) != 0 ? HeaderExtraCodec.SealBytes : 0],
        };
        byte[] encoded = HeaderExtraCodec.Encode(extra);
        Assert.That(HeaderExtraCodec.TryDecode(encoded, out HeaderExtra? back), Is.True);
        Assert.That(HeaderExtraCodec.Encode(back!), Is.EqualTo(encoded));
        Assert.That((back!.Slot, back.Certificate is null, back.VotingSet is null, back.Seal.Length), Is.EqualTo((slot, (parts & 1) == 0, (parts & 2) == 0, extra.Seal.Length)));
    });

    [Test]
    public void Never_throws_on_a_damaged_extra() => Gen.Select(Any, Set, Gen.Int[0, 5_000], Gen.Byte).Sample((certificate, set, at, with) =>
    {
        byte[] encoded = HeaderExtraCodec.Encode(new HeaderExtra { Slot = 5, Certificate = certificate, VotingSet = set });
        encoded[at % encoded.Length] = with;
        return !HeaderExtraCodec.TryDecode(encoded, out HeaderExtra? back) || HeaderExtraCodec.Encode(back).AsSpan().SequenceEqual(encoded);
    }, iter: 5_000);

    [Test]
    public void Refuses_a_seal_or_reveal_of_another_length([Values(1, 63, 65)] int length)
    {
        Assert.That(HeaderExtraCodec.TryDecode(HeaderExtraCodec.Encode(new HeaderExtra { Slot = 1, Seal = new byte[length] }), out _), Is.False);
        Assert.That(HeaderExtraCodec.TryDecode(HeaderExtraCodec.Encode(new HeaderExtra { Slot = 1, RandaoReveal = new byte[length] }), out _), Is.False);
    }

    [Test]
    public void Gives_every_kind_chain_and_genesis_a_digest_of_its_own()
    {
        Vote vote = new(1, 2, Hash256.Zero, BlockHash.Zero, 3);
        BlockHash other = new(new Hash256(Enumerable.Repeat((byte)1, 32).ToArray()));
        SigningKind[] kinds = [.. Enum.GetValues<SigningKind>().Where(k => k != SigningKind.Unspecified)];
        Hash256[] digests =
        [
            .. kinds.Select(k => SigningDomain.Digest(k, 1, BlockHash.Zero, vote.EncodePayload())), vote.SigningDigest(SigningKind.Prevote, 2, BlockHash.Zero),
            vote.SigningDigest(SigningKind.Prevote, 1, other), (vote with { Round = 3 }).SigningDigest(SigningKind.Prevote, 1, BlockHash.Zero),
        ];
        Assert.That(digests.Distinct().Count(), Is.EqualTo(kinds.Length + 3));
        Assert.Throws<InvariantBrokenException>(() => vote.SigningDigest(SigningKind.Block, 1, BlockHash.Zero));
        Assert.Throws<InvariantBrokenException>(() => SigningDomain.Digest(SigningKind.Unspecified, 1, BlockHash.Zero, [0x80]));
    }

    [Test]
    public void Seals_the_header_without_its_seal()
    {
        HeaderExtra extra = new() { Slot = 4, Seal = new byte[HeaderExtraCodec.SealBytes] };
        BlockHeader Sealed(HeaderExtra e) => HeaderCodecTests.Frontier with { ExtraBytes = HeaderExtraCodec.Encode(e) };
        Hash256 digest = SigningDomain.SealDigest(1, BlockHash.Zero, Sealed(extra), extra);
        HeaderExtra otherSeal = extra with { Seal = Enumerable.Repeat((byte)1, 64).ToArray() }, otherSlot = extra with { Slot = 5 };
        Assert.That(SigningDomain.SealDigest(1, BlockHash.Zero, Sealed(otherSeal), otherSeal), Is.EqualTo(digest));
        Assert.That(SigningDomain.SealDigest(1, BlockHash.Zero, Sealed(otherSlot), otherSlot), Is.Not.EqualTo(digest));
    }

    private static VotingSet Members(int count) => new([.. Enumerable.Range(1, count).Select(i => new VotingMember(Address.FromLow((ulong)i), Hash256.Zero))]);
}
