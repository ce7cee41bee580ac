using Cos.Consensus.Dpos;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Consensus.Tests.Dpos;

public sealed class HeaderRulesTests
{
    [Test]
    public void A_sound_header_follows_its_parent() => Assert.That(Judge(static h => h, static e => e), Is.Null);

    [Test]
    public void Every_fault_has_its_name()
    {
        Assert.Multiple(static () =>
        {
            Refuses(BlockRejection.ExtraOversized, static h => h with { ExtraBytes = new byte[8193] });
            Refuses(BlockRejection.WrongNumber, static h => h with { Number = 9 });
            Refuses(BlockRejection.WrongNumber, static h => h with { Number = 7 });
            Refuses(BlockRejection.WrongConstant, static h => h with { OmmersHash = default });
            Refuses(BlockRejection.WrongConstant, static h => h with { Nonce = 1 });
            Refuses(BlockRejection.WrongConstant, static h => h with { WithdrawalsRoot = null });
            Refuses(BlockRejection.WrongConstant, static h => h with { BlobGasUsed = 1 });
            Refuses(BlockRejection.WrongConstant, static h => h with { ExcessBlobGas = null });
            Refuses(BlockRejection.WrongConstant, static h => h with { ParentBeaconBlockRoot = FixedFields.OmmersHash });
            Refuses(BlockRejection.WrongConstant, static h => h with { RequestsHash = Hash256.Zero });
            Refuses(BlockRejection.WrongTimestamp, static h => h with { Timestamp = h.Timestamp - 1 });
            Refuses(BlockRejection.WrongGasLimit, static h => h with { GasLimit = h.GasLimit + (h.GasLimit / 1024) });
            Refuses(BlockRejection.WrongGasLimit, static h => h with { GasLimit = h.GasLimit - (h.GasLimit / 1024) });
            Refuses(BlockRejection.GasUsedAboveLimit, static h => h with { GasUsed = h.GasLimit + 1 });
            Refuses(BlockRejection.WrongBaseFee, static h => h with { BaseFeePerGas = null });
            Refuses(BlockRejection.WrongBaseFee, static h => h with { BaseFeePerGas = UInt256.Zero });
        });
    }

    [Test]
    public void The_slot_must_be_after_the_parents_and_have_a_moment()
    {
        Assert.That(Judge(static h => h, static e => e with { Slot = Scene.ParentSlot }), Is.EqualTo(BlockRejection.SlotNotAfterParent));
        Assert.That(Judge(static h => h, static e => e with { Slot = ulong.MaxValue }), Is.EqualTo(BlockRejection.SlotNotAfterParent));
    }

    [Test]
    public void The_gas_limit_moves_by_less_than_a_1024th_and_production_never_steps_further() =>
        Gen.Select(Gen.ULong[5_000, 1_000_000_000], Gen.ULong[5_000, 1_000_000_000]).Sample(static (target, parent) =>
        {
            ulong next = HeaderRules.GasLimitToward(target, parent);
            ulong distance = next > parent ? next - parent : parent - next;
            return next >= HeaderRules.GasLimitMin && (distance == 0 || distance < parent / 1024);
        });

    private static void Refuses(BlockRejection expected, Func<BlockHeader, BlockHeader> change) =>
        Assert.That(Judge(change, static e => e), Is.EqualTo(expected));

    private static BlockRejection? Judge(Func<BlockHeader, BlockHeader> header, Func<HeaderExtra, HeaderExtra> extra)
    {
        var child = Scene.Child(11, 2);
        return HeaderRules.Check(Scene.Chain, header(child.Header), extra(child.Extra), Scene.Parent, Scene.ParentSlot, Scene.BaseFee);
    }
}
