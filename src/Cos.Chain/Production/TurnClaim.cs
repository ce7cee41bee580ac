using System.Collections.Immutable;
using Cos.Chain.Forks;
using Cos.Chain.Import;
using Cos.Consensus.Dpos;
using Cos.Contracts.Producers;

namespace Cos.Chain.Production;

/// <summary>A local key's right to make the block of a slot on a head.</summary>
/// <param name="Seat">The key.</param>
/// <param name="Weight">The block's weight.</param>
internal sealed record TurnClaim(SeatKey Seat, ulong Weight)
{
    /// <summary>The heaviest claim of the local keys; null where none may produce, or the head's slot is not before this one.</summary>
    public static TurnClaim? Of(DposChain chain, BlockNode head, ulong slot, ImmutableArray<SeatKey> seats)
    {
        if (slot <= head.Slot || seats.IsEmpty) return null;
        var producers = new ProducersReader(head.State);
        var schedule = HeaderImport.ScheduleAfter(chain, producers, head.Header, slot);
        TurnClaim? best = null;
        foreach (var seat in seats)
        {
            if (TurnRight.Check(chain.Calendar, schedule, head.Turn, slot, seat.Address) is not null) continue;
            if (!producers.TryGetKey(seat.Address, out var key) || key != seat.PublicKey) continue; // the key registered is another one
            var weight = TurnRight.WeightOf(chain.Calendar, schedule, slot, seat.Address);
            if (best is null || weight > best.Weight || schedule.PrimaryOf(chain.Calendar.TurnOf(slot)) == seat.Address) best = new TurnClaim(seat, weight);
        }

        return best;
    }
}
