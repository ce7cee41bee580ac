using Cos.Primitives;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Benchmarks.Prices;

/// <summary>Measures loops in this node's machine: the least processor time of several runs, after the just-in-time compiler is done with them.</summary>
internal sealed class PricedRun
{
    private const int Samples = 30;
    private const double SampleNanoseconds = 4e6;
    private const double SampleNanosecondsMax = 400e6;
    private const double WarmNanoseconds = 400e6;
    private const uint RoundsMax = 1_000_000;
    private const ulong GasGiven = 1_000_000_000_000;
    private static readonly Address Contract = Address.FromLow(0xc0de);
    private static readonly ChainRules Rules = ChainRules.ForEthereum(1) with { TransactionGasMax = GasGiven };

    private static readonly BlockEnvironment Block = new()
    {
        Number = 1,
        Timestamp = 1,
        Coinbase = Contract,
        GasLimit = GasGiven,
        BaseFee = UInt256.One,
        PrevRandao = Hash256.FromUInt256(UInt256.One),
        Ancestors = AncestorHashes.Empty,
    };

    private readonly Workspace _workspace = new();

    /// <summary>Gas and nanoseconds of one copy, those of the idle loop taken off.</summary>
    internal PricedTime Measure(PricedCase priced)
    {
        var whole = MeasureLoop(priced);
        var idle = priced.Idle is null ? new PricedTime(0, 0) : MeasureLoop(priced.Idle);
        return new PricedTime(whole.Gas - idle.Gas, whole.Nanoseconds - idle.Nanoseconds) { LoopGas = whole.Gas, LoopNanoseconds = whole.Nanoseconds };
    }

    private PricedTime MeasureLoop(PricedCase priced)
    {
        var rounds = 2u;
        var (gas, time) = Run(priced, rounds);
        for (var spent = time; spent < WarmNanoseconds;)
        {
            var fitting = SampleNanoseconds / Math.Max(time / rounds, 1);
            rounds = (uint)Math.Clamp(fitting, 2, RoundsMax);
            (gas, time) = Run(priced, rounds);
            spent += time;
        }

        Thread.Sleep(100);
        var (firstGas, _) = Run(priced, 1);
        var best = double.MaxValue;
        for (var (i, spent) = (0, 0.0); i < Samples && spent < SampleNanosecondsMax; i++)
        {
            var sample = Run(priced, rounds).Nanoseconds;
            (best, spent) = (Math.Min(best, sample), spent + sample);
        }

        // Gas is linear in the rounds, but for what comes before and after them.
        var perRound = (double)(gas - firstGas) / (rounds - 1);
        return new PricedTime(perRound / priced.Copies, best / rounds / priced.Copies);
    }

    private (ulong Gas, double Nanoseconds) Run(PricedCase priced, uint rounds)
    {
        var state = new MemoryState();
        state.Put([new GenesisAccount(Contract, UInt256.Zero, 1, priced.Code(rounds), [])]);
        var journal = new Journal(state);
        journal.BeginTransaction();
        var machine = new Machine(Rules, journal, Block, _workspace, null);
        var message = new Message { Kind = MessageKind.Call, Caller = Address.Zero, Target = Contract, Value = UInt256.Zero, Input = priced.Calldata, Gas = GasGiven };
        var start = CpuClock.Own();
        var result = machine.Call(new TransactionEnvironment(Address.Zero, UInt256.One, []), message);
        var time = CpuClock.Own() - start;
        Invariant.Require(result.IsSuccess, $"{priced.Group} of {priced.Input} ends well");
        return (GasGiven - result.GasLeft, time);
    }
}
