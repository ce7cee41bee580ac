using System.Collections.Immutable;
using Cos.Chain.Forks;
using Cos.Chain.Import;
using Cos.Chain.Pool;
using Cos.Chain.Queries;
using Cos.Consensus.Dpos;
using Cos.Contracts.Producers;
using Cos.Execution.Blocks;
using Cos.Primitives;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.Vm;

namespace Cos.Chain.Production;

/// <summary>Makes and seals a block on a head (consensus.md, Producing).</summary>
internal sealed class BlockBuilder(ChainSpec spec, DposChain chain, TransactionPool pool, Workspace workspace, Func<UnixMillis> clock)
{
    // Stop adding transactions at 60 % of the slot, so that the block is with the others before the next begins.
    private const ulong FillPercent = 60;

    /// <summary>Builds the block of a slot for a seat.</summary>
    /// <param name="parent">The head.</param>
    /// <param name="slot">A slot after the head's.</param>
    /// <param name="claim">The seat, and what its block weighs.</param>
    /// <param name="certificate">The certificate to carry; null for none.</param>
    public MadeBlock Build(BlockNode parent, ulong slot, TurnClaim claim, Certificate? certificate)
    {
        var extra = new HeaderExtra { Slot = slot, Certificate = certificate, RandaoReveal = RevealOf(parent, slot, claim.Seat) };
        var draft = Draft(parent, extra, claim);
        var context = BlockContexts.Of(
            spec, draft, parent.Ancestors.With(parent.Number, parent.Hash.Value), BlockContexts.Hooks(chain, draft, extra, parent.Header, parent.Slot));
        var assembly = new BlockAssembly(parent.State, context, workspace);
        var deadline = chain.Calendar.SlotStart(slot).Value + (chain.Parameters.SlotMilliseconds * FillPercent / 100);
        var taken = BlockFill.Run(assembly, pool, context.Rules, context, () => clock().Value >= deadline);
        return Close(parent, draft, extra, claim.Seat, assembly.Finish(), taken);
    }

    private MadeBlock Close(
        BlockNode parent, BlockHeader draft, HeaderExtra extra, SeatKey seat, BlockResult result, ImmutableArray<RecoveredTransaction> taken)
    {
        Invariant.Require(result.Invalid is null, "an assembled block is valid");
        var update = StateTrie.Apply(parent.State, parent.State.StateRoot, result.Diff);
        var transactions = ImmutableArray.CreateRange(taken, static one => one.Transaction);
        var header = draft with
        {
            StateRoot = update.Root,
            TransactionsRoot = BlockRoots.OfTransactions(transactions.AsSpan()),
            ReceiptsRoot = result.ReceiptsRoot,
            LogsBloom = result.LogsBloom,
            GasUsed = result.GasUsed,
        };
        var set = new ProducersReader(new StateLayer(parent.State, header.Number, default, result.Diff, update)).VotingSet;
        bool isSameSet = VotingSetCodec.Hash(set) == VotingSetCodec.Hash(parent.VotingSet);
        var sealedHeader = Seal.Sign(chain, header, isSameSet ? extra : extra with { VotingSet = set }, seat.Key);
        var senders = ImmutableArray.CreateRange(taken, static one => one.Sender);
        return new MadeBlock(new Block(sealedHeader, transactions), new BlockOutcome(result, update, senders));
    }

    private byte[] RevealOf(BlockNode parent, ulong slot, SeatKey seat)
    {
        ulong turn = chain.Calendar.TurnOf(slot);
        return parent.Turn.At(turn).HasBlockOf(seat.Address) ? [] : Randao.Reveal(chain, seat.Key, turn);
    }

    private BlockHeader Draft(BlockNode parent, HeaderExtra extra, TurnClaim claim)
    {
        var randao = parent.Header.PrevRandao;
        bool revealed = extra.RandaoReveal.IsEmpty
            || Randao.TryNext(chain, claim.Seat.PublicKey, chain.Calendar.TurnOf(extra.Slot), extra.RandaoReveal.Span, randao, out randao);
        Invariant.Require(revealed, "a key's own reveal verifies");
        return new BlockHeader
        {
            ParentHash = parent.Hash,
            OmmersHash = FixedFields.OmmersHash,
            Coinbase = claim.Seat.Address,
            StateRoot = default,
            TransactionsRoot = default,
            ReceiptsRoot = default,
            LogsBloom = Bloom.Empty,
            Difficulty = claim.Weight,
            Number = parent.Number + 1,
            GasLimit = HeaderRules.GasLimitToward(spec.GasLimit, parent.Header.GasLimit),
            GasUsed = 0,
            Timestamp = chain.Calendar.TimestampOf(extra.Slot),
            ExtraBytes = default,
            PrevRandao = randao,
            Nonce = 0,
            BaseFeePerGas = HeaderImport.BaseFeeAfter(spec, parent.Header),
            WithdrawalsRoot = FixedFields.WithdrawalsRoot,
            BlobGasUsed = 0,
            ExcessBlobGas = 0,
            ParentBeaconBlockRoot = Hash256.Zero,
            RequestsHash = FixedFields.RequestsHash,
        };
    }
}
