using Cos.Consensus.Dpos;
using Cos.Consensus.Tally;
using Cos.Primitives;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;

namespace Cos.Consensus.Tests.Tally;

public sealed class CertificateTests
{
    private static readonly VotingSet Set = Scene.SetOf(4);
    private static readonly BlockHash Block = new(Hash256.FromUInt256(77));

    [Test]
    public void Three_of_four_make_a_certificate_that_verifies()
    {
        var certificate = Make(0, 1, 3);
        Assert.That(CertificateCheck.Check(Scene.Chain, certificate, Set), Is.Null);
        Assert.That(certificate.Bitmap.ToArray(), Is.EqualTo(new byte[] { 0b1011 }));
    }

    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 3)]
    [TestCase(4, 3)]
    [TestCase(5, 4)]
    [TestCase(6, 5)]
    public void A_quorum_is_two_thirds_and_one(int members, int quorum) => Assert.That(Scene.SetOf(members).Quorum, Is.EqualTo(quorum));

    [Test]
    public void Every_fault_has_its_name()
    {
        var good = Make(0, 1, 3);
        Assert.Multiple(() =>
        {
            Assert.That(Judge(good with { ChainId = 1 }), Is.EqualTo(CertificateRejection.WrongChain));
            Assert.That(Judge(good with { SetHash = default }), Is.EqualTo(CertificateRejection.WrongSet));
            Assert.That(Judge(good with { Bitmap = new byte[2] }), Is.EqualTo(CertificateRejection.MalformedBitmap));
            Assert.That(Judge(good with { Bitmap = new byte[] { 0b11011 } }), Is.EqualTo(CertificateRejection.MalformedBitmap));
            Assert.That(Judge(good with { Bitmap = new byte[] { 0b1111 } }), Is.EqualTo(CertificateRejection.WrongSignatureCount));
            Assert.That(Judge(good with { Signatures = good.Signatures.SetItem(0, new byte[63]) }), Is.EqualTo(CertificateRejection.WrongSignatureCount));
            Assert.That(Judge(good with { Bitmap = new byte[] { 0b0011 }, Signatures = good.Signatures[..2] }), Is.EqualTo(CertificateRejection.NoQuorum));
            Assert.That(Judge(good with { Bitmap = new byte[] { 0b0111 } }), Is.EqualTo(CertificateRejection.BadSignature), "another member is named");
            Assert.That(Judge(good with { Round = 1 }), Is.EqualTo(CertificateRejection.BadSignature));
            Assert.That(Judge(good with { Instance = 2 }), Is.EqualTo(CertificateRejection.BadSignature));
            Assert.That(Judge(good with { BlockNumber = 6 }), Is.EqualTo(CertificateRejection.BadSignature));
            Assert.That(Judge(good with { BlockHash = default }), Is.EqualTo(CertificateRejection.BadSignature));
        });
    }

    [Test]
    public void A_tally_counts_each_member_once_and_no_stranger()
    {
        var tally = new PrecommitTally(Scene.Chain, Set, VoteOf());
        Assert.That(tally.TrySign(1, Scene.People[1].Key), Is.True);
        Assert.That(tally.TrySign(1, Scene.People[1].Key), Is.False, "twice");
        Assert.That(tally.TrySign(2, Scene.People[3].Key), Is.False, "another's key");
        Assert.That(tally.TryAdd(9, new byte[64]), Is.False, "no such member");
        Assert.That(tally.TryAdd(0, new byte[10]), Is.False, "no signature");
        Assert.That((tally.Count, tally.HasQuorum), Is.EqualTo((1, false)));
        Assert.That(tally.ToCertificate, Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void A_header_may_carry_a_newer_certificate_for_an_ancestor_by_the_right_set()
    {
        var certificate = Make(0, 1, 2);
        var branch = new CertificateBranch { NewestInstance = 0, NewestNumber = 0, Set = Set, AncestorHash = Block };
        Assert.Multiple(() =>
        {
            Assert.That(CertificateRules.Check(Scene.Chain, certificate, branch), Is.Null);
            Assert.That(CertificateRules.Check(Scene.Chain, certificate, branch with { NewestInstance = 1 }), Is.EqualTo(BlockRejection.CertificateNotNewer));
            Assert.That(CertificateRules.Check(Scene.Chain, certificate, branch with { NewestNumber = 5 }), Is.EqualTo(BlockRejection.CertificateNotForAncestor));
            Assert.That(CertificateRules.Check(Scene.Chain, certificate, branch with { AncestorHash = null }), Is.EqualTo(BlockRejection.CertificateNotForAncestor));
            Assert.That(CertificateRules.Check(Scene.Chain, certificate, branch with { AncestorHash = BlockHash.Zero }), Is.EqualTo(BlockRejection.CertificateNotForAncestor));
            Assert.That(CertificateRules.Check(Scene.Chain, certificate, branch with { Set = Scene.SetOf(5) }), Is.EqualTo(BlockRejection.BadCertificate));
        });
    }

    private static CertificateRejection? Judge(Certificate certificate) => CertificateCheck.Check(Scene.Chain, certificate, Set);

    private static Vote VoteOf() => new(1, 0, VotingSetCodec.Hash(Set), Block, 5);

    private static Certificate Make(params int[] members)
    {
        var tally = new PrecommitTally(Scene.Chain, Set, VoteOf());
        foreach (int member in members) tally.TrySign(member, Scene.People[member].Key);
        return tally.ToCertificate();
    }
}
