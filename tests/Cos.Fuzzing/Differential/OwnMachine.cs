using Cos.Execution.Blocks;
using Cos.Execution.Transactions;
using Cos.Fuzzing.Programs;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Fuzzing.Differential;

/// <summary>Runs scenarios on this repository's machine, in this process.</summary>
public static class OwnMachine
{
    /// <summary>The chain's number, for CHAINID.</summary>
    public const ulong ChainId = 3077;

    /// <summary>The block that both machines pretend to be in. Number zero: BLOCKHASH has nothing to remember.</summary>
    public static readonly BlockContext Block = new()
    {
        Rules = ChainRules.ForEthereum(ChainId),
        Number = 0,
        Timestamp = 0x65000000,
        Coinbase = Address.FromLow(0xc01),
        GasLimit = 30_000_000,
        BaseFee = UInt256.Zero,
        PrevRandao = Hash256.FromUInt256(UInt256.FromBigEndian(Enumerable.Repeat((byte)0x11, 32).ToArray())),
        ParentHash = BlockHash.Zero,
        Ancestors = AncestorHashes.Empty,
    };

    /// <summary>The sender's wei.</summary>
    public static readonly UInt256 SenderBalance = UInt256.One << 80;

    /// <summary>Runs it.</summary>
    public static Run Execute(Scenario scenario, Workspace workspace)
    {
        var journal = new Journal(StateOf(scenario));
        var recorder = new StepRecorder(scenario.ShowsMemory);
        var machine = new Machine(Block.Rules, journal, Block.ToEnvironment(), workspace, null) { Tracer = recorder };
        var outcome = new TransactionExecutor(Block, journal, machine).Apply(TransactionOf(scenario));
        return new Run(!outcome.Succeeded, outcome.GasUsed, Convert.ToHexStringLower(outcome.Output.Span), recorder.Steps);
    }

    /// <summary>The world before the call.</summary>
    internal static MemoryState StateOf(Scenario scenario)
    {
        var state = new MemoryState();
        state.Put(scenario.Contracts
            .Select(contract => new GenesisAccount(contract.Address, contract.Balance, contract.Code.Length == 0 ? 0UL : 1UL, contract.Code, contract.Storage))
            .Append(new GenesisAccount(ScenarioMaker.Sender, SenderBalance, 0, default, [])));
        return state;
    }

    /// <summary>The call, as a transaction.</summary>
    internal static RecoveredTransaction TransactionOf(Scenario scenario) => new(Unsigned(scenario), ScenarioMaker.Sender);

    private static Transaction Unsigned(Scenario scenario) => new()
    {
        Kind = TransactionKind.DynamicFee,
        ChainId = ChainId,
        Nonce = 0,
        MaxPriorityFeePerGas = UInt256.Zero,
        MaxFeePerGas = UInt256.Zero,
        GasLimit = scenario.Gas,
        To = scenario.Contracts[0].Address,
        Value = scenario.Value,
        Input = scenario.Input,
        Signature = new TransactionSignature(UInt256.Zero, UInt256.Zero, UInt256.Zero),
    };
}
