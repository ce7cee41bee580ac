using System.Collections.Immutable;
using Cos.Execution.Blocks;
using Cos.Execution.Transactions;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm;

namespace Cos.Execution.Simulation;

/// <summary>Makes one simulated block: pretends what is asked, runs the calls, and moves the state on.</summary>
internal sealed class BlockSimulation(
    ChainRules rules, BlockHeader draft, AncestorHashes ancestors, SimulatedState state, SimulationOptions options, Workspace workspace, Interrupt interrupt)
{
    private static readonly UInt256 Supply = Credit.TotalSupply.ToWei();

    private readonly TransferLogs? _transfers = options.TracesTransfers ? new TransferLogs() : null;
    private readonly ImmutableArray<Transaction>.Builder _transactions = ImmutableArray.CreateBuilder<Transaction>();
    private readonly ImmutableArray<Address>.Builder _senders = ImmutableArray.CreateBuilder<Address>();
    private readonly ImmutableArray<Receipt>.Builder _receipts = ImmutableArray.CreateBuilder<Receipt>();
    private readonly ImmutableArray<CallOutcome>.Builder _calls = ImmutableArray.CreateBuilder<CallOutcome>();
    private ulong _gasUsed;
    private UInt256 _feesOwed;
    private UInt256 _tips;

    /// <summary>Makes the block; a fault says why there is none.</summary>
    /// <param name="block">What is asked for.</param>
    /// <param name="gasLeft">What the whole simulation may still use; lowered by what the calls did.</param>
    /// <param name="made">The block.</param>
    internal SimulationFault? TryMake(BlockCalls block, ref ulong gasLeft, out SimulatedBlock? made)
    {
        made = null;
        if (block.State.MoverWithoutPrecompile is { } account) return new SimulationFault(SimulationFaultKind.NotAPrecompile) { Account = account };
        state.Apply(draft.Number, OverrideDiff.Of(state.Current, block.State));
        var context = Context();
        var journal = new Journal(state.Current);
        var machine = new Machine(rules, journal, context.ToEnvironment(), workspace, interrupt) { Tracer = _transfers, Moves = block.State.Moves };
        HistoryContract.Store(journal, machine, draft.ParentHash);
        foreach (var call in block.Calls)
        {
            if (Run(call, context, journal, machine, ref gasLeft) is { } fault) return fault;
        }

        FeePayment.Share(journal, context, in _feesOwed, in _tips);
        state.Apply(draft.Number, journal.BuildDiff());
        made = Close();
        return null;
    }

    private SimulatedBlock Close()
    {
        var transactions = _transactions.ToImmutable();
        var receipts = _receipts.ToImmutable();
        var header = SimulatedHeader.Close(draft, state.Root, transactions, receipts, _gasUsed);
        return new SimulatedBlock(new Block(header, transactions), HeaderCodec.Hash(header), _senders.ToImmutable(), receipts, _calls.ToImmutable());
    }

    private SimulationFault? Run(CallArguments call, BlockContext context, Journal journal, Machine machine, ref ulong gasLeft)
    {
        ulong room = draft.GasLimit - _gasUsed;
        if (call.Gas > room) return new SimulationFault(SimulationFaultKind.BlockGasExceeded) { Have = (UInt256)_gasUsed, Want = (UInt256)draft.GasLimit };
        ulong nonce = journal.GetNonce(call.From);
        var tx = SimulatedTransaction.Of(call, SimulatedTransaction.KindOf(call), rules.ChainId, call.Nonce ?? nonce, Math.Min(call.Gas ?? room, gasLeft));
        var recovered = new RecoveredTransaction(tx, call.From);
        bool isFree = !options.Validates && tx.MaxFeePerGas.IsZero && tx.MaxPriorityFeePerGas.IsZero;
        var priced = isFree ? context with { BaseFee = UInt256.Zero } : context;
        if (SimulatedTransaction.Check(recovered, priced, options.Validates ? nonce : null, journal.GetBalance(call.From)) is { } fault) return fault;
        if ((UInt256)tx.GasLimit * tx.MaxFeePerGas > Supply - (_feesOwed + _tips)) return new SimulationFault(SimulationFaultKind.FeesBeyondSupply);

        _transfers?.Clear();
        var outcome = new TransactionExecutor(priced, journal, machine).Apply(recovered);
        if (outcome.Halt == Halt.Interrupted || interrupt.Requested) return new SimulationFault(SimulationFaultKind.Interrupted);
        gasLeft -= outcome.GasUsed;
        _gasUsed += outcome.GasUsed;
        _feesOwed = _feesOwed + outcome.FeeOwed;
        _tips = _tips + outcome.Tip;
        var receipt = outcome.ToReceipt(tx, [.. journal.Logs], _gasUsed);
        _transactions.Add(tx);
        _senders.Add(call.From);
        _receipts.Add(receipt);
        _calls.Add(new CallOutcome(outcome.Halt, outcome.Output, outcome.GasUsed, outcome.GasPeak, _transfers?.ToImmutable() ?? receipt.Logs));
        return null;
    }

    private BlockContext Context() => new()
    {
        Rules = rules,
        Number = draft.Number,
        Timestamp = draft.Timestamp,
        Coinbase = draft.Coinbase,
        GasLimit = draft.GasLimit,
        BaseFee = draft.BaseFeePerGas ?? UInt256.Zero,
        PrevRandao = draft.PrevRandao,
        ParentHash = draft.ParentHash,
        Ancestors = ancestors,
    };
}
