using BenchmarkDotNet.Attributes;
using Cos.Execution.Blocks;
using Cos.Primitives.Transactions;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Benchmarks;

/// <summary>
/// A block of 5,000 transactions from recovered senders to the receipts' root and the change of state, on state in memory.
/// Recovery, the state root and the disk are measured by others.
/// </summary>
public class BlockAssemblyBenchmarks
{
    private readonly MemoryState _state = new();
    private readonly Workspace _workspace = new();
    private RecoveredTransaction[] _credit = [];
    private RecoveredTransaction[] _tokens = [];
    private BlockContext? _context;

    /// <summary>Makes the chain, signs the transfers, and checks that every one succeeds.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var chain = new TransferChain();
        _state.Apply(chain.Genesis.Diff);
        _credit = chain.OfCredit(0);
        _tokens = chain.OfTokens(0);
        _context = chain.ContextOf(chain.HeaderOver(chain.Genesis.Block.Header, chain.Genesis.Hash));
        TransferChain.Checked(Assemble(_credit));
        TransferChain.Checked(Assemble(_tokens));
    }

    /// <summary>Transfers of credit.</summary>
    [Benchmark]
    public object CreditTransfers() => Assemble(_credit);

    /// <summary>Transfers of a token: two slots of a mapping and a log each, in bytecode.</summary>
    [Benchmark]
    public object TokenTransfers() => Assemble(_tokens);

    private BlockResult Assemble(RecoveredTransaction[] transactions) => BlockExecutor.Execute(_state, _context!, transactions, _workspace);
}
