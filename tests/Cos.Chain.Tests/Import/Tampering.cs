using Cos.Chain.Production;
using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;

namespace Cos.Chain.Tests.Import;

/// <summary>Changes a block and seals it again, so that only the change is wrong.</summary>
public static class Tampering
{
    public static HeaderExtra ExtraOf(Block block) =>
        HeaderExtraCodec.TryDecode(block.Header.ExtraBytes.Span, out var extra) ? extra : throw new FormatException("extra");

    public static Block With(this Block block, Func<BlockHeader, BlockHeader> change) => block with { Header = change(block.Header) };

    public static Block Resealed(this Block block, TestChain chain, Func<BlockHeader, BlockHeader>? header = null, Func<HeaderExtra, HeaderExtra>? extra = null, SeatKey? seat = null)
    {
        var key = seat ?? chain.Seats.Concat(TestChain.KeysOf(8)).First(one => one.Address == block.Header.Coinbase);
        var dpos = new DposChain(chain.Spec, chain.Ledger.Queries.Genesis.Hash);
        var changed = header is null ? block.Header : header(block.Header);
        var newExtra = ExtraOf(block);
        return block with { Header = Seal.Sign(dpos, changed, extra is null ? newExtra : extra(newExtra), key.Key) };
    }
}
