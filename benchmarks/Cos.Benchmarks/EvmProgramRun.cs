using Cos.Execution.Blocks;
using Cos.Primitives;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm;
using Cos.Vm.Compiler;

namespace Cos.Benchmarks;

/// <summary>Runs one program again and again on the same state. Prices of what these programs do have not changed from London to Osaka.</summary>
internal sealed class EvmProgramRun
{
    private static readonly Address Coinbase = new(Convert.FromHexString("a94f5374fce5edbc8e2a8697c15331677e6ebf0b"));

    // The programs ask for 10^9 gas, more than EIP-7825 lets a transaction have.
    private static readonly ChainRules Rules = ChainRules.ForEthereum(1) with { TransactionGasMax = 1_000_000_000 };

    private static readonly BlockContext Context = new()
    {
        Rules = Rules,
        Number = 1,
        Timestamp = 0x61a8d289,
        Coinbase = Coinbase,
        GasLimit = 1_000_000_000,
        BaseFee = UInt256.One,
        PrevRandao = Hash256.FromUInt256(UInt256.One),
        ParentHash = BlockHash.Zero,
        Ancestors = AncestorHashes.Empty,
    };

    private static readonly BlockEnvironment Block = new()
    {
        Number = Context.Number,
        Timestamp = Context.Timestamp,
        Coinbase = Context.Coinbase,
        GasLimit = Context.GasLimit,
        BaseFee = Context.BaseFee,
        PrevRandao = Context.PrevRandao,
        Ancestors = Context.Ancestors,
    };

    private readonly EvmProgram _program;
    private readonly MemoryState _state = new();
    private readonly Workspace _workspace;
    private readonly TransactionEnvironment _transaction;
    private readonly Message _message;

    public EvmProgramRun(EvmProgram program, bool isCompiled = false)
    {
        _program = program;
        _workspace = new Workspace(isCompiled ? new EagerCompilation() : null);
        _state.Put(program.Accounts);
        var (call, sender) = (program.Transaction, program.Sender);
        _transaction = new TransactionEnvironment(sender, call.MaxFeePerGas, []);
        _message = new Message
        {
            Kind = MessageKind.Call,
            Caller = sender,
            Target = call.To ?? throw new InvalidDataException($"{program.Name} creates a contract"),
            Value = call.Value,
            Input = call.Input,
            Gas = call.GasLimit,
        };
    }

    /// <summary>Applies the whole transaction and requires the root that the archive gives. It changes the state, so nothing can be run after it.</summary>
    public void RequireRoot()
    {
        var assembly = new BlockAssembly(_state, Context, _workspace);
        var rejection = assembly.TryApply(new RecoveredTransaction(_program.Transaction, _program.Sender), out _);
        Invariant.Require(rejection is null, $"{_program.Name} is not rejected: {rejection}");
        Invariant.Require(_state.Apply(assembly.Finish().Diff) == _program.StateRoot, $"{_program.Name} ends in the state that the archive gives");
    }

    /// <summary>Runs the call; answers the gas it used.</summary>
    public ulong Call()
    {
        var journal = new Journal(_state);
        journal.BeginTransaction();
        journal.WarmAddress(_program.Sender);
        var result = new Machine(Rules, journal, Block, _workspace, null).Call(_transaction, _message);
        Invariant.Require(result.IsSuccess, "the program ends well");
        return _message.Gas - result.GasLeft;
    }
}
