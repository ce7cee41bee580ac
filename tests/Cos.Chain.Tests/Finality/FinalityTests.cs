using Cos.Consensus.Dpos;
using Cos.Consensus.Tally;

namespace Cos.Chain.Tests.Finality;

public sealed class FinalityTests
{
    [Test]
    public void Where_a_quorum_of_seats_is_here_every_head_is_final_at_once()
    {
        var chain = new TestChain(TestChain.SpecOf(4), [.. TestChain.KeysOf(3)]);
        chain.TickSlots(1, 20);
        Assert.That(chain.Head.Final, Is.EqualTo(new Cos.Chain.Queries.BlockPoint(chain.Head.Number, chain.Head.Hash)));
        Assert.That(chain.Heard.Certificates, Has.Count.EqualTo((int)chain.Head.Number));
    }

    [Test]
    public void Every_certificate_verifies_and_instances_follow_one_another()
    {
        var chain = TestChain.WithSeats(3);
        chain.TickSlots(1, 8);
        var dpos = new DposChain(chain.Spec, chain.Ledger.Queries.Genesis.Hash);
        var set = new Contracts.Producers.ProducersReader(chain.Head.State).VotingSet;
        ulong instance = 0;
        foreach (var certificate in chain.Heard.Certificates)
        {
            Assert.That(certificate.Instance, Is.EqualTo(++instance));
            Assert.That(CertificateCheck.Check(dpos, certificate, set), Is.Null);
            Assert.That(chain.Ledger.Queries.TryGetCertificate(instance, out var stored) && stored == certificate, Is.True);
        }
    }

    [Test]
    public void Fewer_seats_than_a_quorum_sign_nothing()
    {
        var chain = new TestChain(TestChain.SpecOf(4), [.. TestChain.KeysOf(2)]);
        chain.TickSlots(1, 20);
        Assert.That(chain.Head.Number, Is.GreaterThan(0));
        Assert.That(chain.Head.Final.Number, Is.EqualTo(0));
        Assert.That(chain.Head.Certificate, Is.Null);
    }

    [Test]
    public void The_state_notes_the_certificate_that_the_header_carried()
    {
        var chain = TestChain.WithSeats(1);
        chain.TickSlots(1, 5);
        var carried = new Contracts.Producers.ProducersReader(chain.Head.State).Carried;
        Assert.That((carried.Instance, carried.BlockNumber), Is.EqualTo((4ul, 4ul)));
    }

    [Test]
    public void Flushing_beside_the_chain_ends_in_the_same_state()
    {
        var chain = TestChain.WithSeats(1);
        var ledger = Ledger.Open(chain.Parts() with { FlushesInBackground = true });
        for (ulong slot = 1; slot <= 200; slot++)
        {
            ledger.Submit(new Wallet(0).Send(slot - 1));
            ledger.Tick(chain.Calendar.SlotStart(slot));
            Assert.That(ledger.Queries.Head.State.TryGetAccount(new Wallet(0).Address, out var account) ? account.Nonce : 0, Is.EqualTo(slot));
        }

        ledger.Close();
        Assert.That(chain.States.Height, Is.EqualTo(200));
        Assert.That(chain.States.Current.StateRoot, Is.EqualTo(ledger.Queries.Head.Header.StateRoot));
    }

    [Test]
    public void Final_states_reach_the_store_in_batches_and_all_of_them_at_the_end()
    {
        var chain = TestChain.WithSeats(1);
        chain.TickSlots(1, 40);
        Assert.That(chain.States.Height, Is.InRange(24, 40));
        chain.Ledger.Close();
        Assert.That(chain.States.Height, Is.EqualTo(40));
        Assert.That(chain.States.Current.StateRoot, Is.EqualTo(chain.Head.Header.StateRoot));
    }
}
