using System.Collections.Immutable;
using System.Diagnostics;
using Cos.Cli.Commands;
using Cos.Cli.StateTests;
using Cos.Cli.Tracing;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm;
using Cos.Vm.Calls;
using Cos.Vm.Compiler;
using Cos.Vm.Precompiles;

namespace Cos.Cli.Runs;

/// <summary>Runs code as a transaction's message runs, but for what a transaction costs besides: the intrinsic gas and the price.</summary>
internal sealed class CodeRun
{
    private const double BatchSeconds = 0.02;

    private readonly RunRequest _request;
    private readonly MemoryState _before = new();
    private readonly SortedDictionary<Address, GenesisAccount> _accounts = [];
    private readonly Workspace _workspace;
    private readonly byte[] _input;

    /// <summary>Builds the world it runs in.</summary>
    /// <param name="request">What runs, in which world.</param>
    /// <param name="isCompiled">Whether all code is compiled before it first runs.</param>
    public CodeRun(RunRequest request, bool isCompiled)
    {
        _workspace = new Workspace(isCompiled ? new EagerCompilation() : null);
        _request = request;
        _input = request.IsCreate ? [.. request.Code ?? [], .. request.Input] : request.Input; // constructor arguments follow the code
        foreach (var account in request.State) _accounts.Add(account.Address, account);
        if (request is { IsCreate: false, Code: { } code }) _accounts[request.Receiver] = At(request.Receiver) with { Code = code };

        // Nobody wants to write a state to send a wei: a sender that the state does not name has what it sends.
        if (!_accounts.ContainsKey(request.Sender)) _accounts.Add(request.Sender, At(request.Sender) with { Balance = request.Value });
        RequireCountable(_accounts.Values);
        _before.Put(_accounts.Values);
    }

    /// <summary>Runs once; <paramref name="trace"/> is shown every instruction.</summary>
    public RunOutcome Execute(Eip3155Trace? trace)
    {
        var journal = new Journal(_before);
        journal.BeginTransaction();
        Warm(journal);
        trace?.Begin();
        var result = Call(MachineOn(journal, trace), journal);
        var refund = (ulong)Math.Max(0, journal.Refund);
        journal.EndTransaction();
        var state = PostState.Of(_accounts, journal.BuildDiff());
        var root = RootOf(state);
        var used = _request.Gas - result.GasLeft;
        trace?.End(new TraceSummary(null, TestFork.Osaka.Name, root, used, result.IsSuccess, result.IsSuccess ? null : HaltWords.Of(result.Halt)));
        return new RunOutcome(result, used, refund, result.IsSuccess ? [.. journal.Logs] : [], root, state);
    }

    /// <summary>Runs again and again from the same state: first for a while unmeasured, then for the time that is given.</summary>
    public BenchFigures Measure(TimeSpan warmUp, TimeSpan time)
    {
        var journal = new Journal(_before);
        var machine = MachineOn(journal, null);
        journal.BeginTransaction();
        Warm(journal);
        var batch = RunsPerBatch(machine, journal, warmUp);
        var batches = new List<double>();
        var used = 0UL;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var started = Stopwatch.GetTimestamp(); batches.Count == 0 || Stopwatch.GetElapsedTime(started) < time;)
        {
            var batchStarted = Stopwatch.GetTimestamp();
            for (var i = 0L; i < batch; i++) used = RunAndUndo(machine, journal);
            batches.Add(Stopwatch.GetElapsedTime(batchStarted).TotalNanoseconds / batch);
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        var runs = batch * batches.Count;
        batches.Sort();
        return new BenchFigures(runs, batches[batches.Count / 2], batches[0], used, bytes / runs);
    }

    // Warms up, and finds out how many runs make a batch that is long against the clock's grain.
    private long RunsPerBatch(Machine machine, Journal journal, TimeSpan warmUp)
    {
        var runs = 0L;
        var started = Stopwatch.GetTimestamp();
        for (; runs == 0 || Stopwatch.GetElapsedTime(started) < warmUp; runs++) RunAndUndo(machine, journal);
        return (long)Math.Max(1, BatchSeconds * runs / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private ulong RunAndUndo(Machine machine, Journal journal)
    {
        var checkpoint = journal.Checkpoint();
        var result = Call(machine, journal);
        journal.Revert(checkpoint);
        return _request.Gas - result.GasLeft;
    }

    private Machine MachineOn(Journal journal, Eip3155Trace? trace) => new(_request.Rules, journal, _request.Block, _workspace, null) { Tracer = trace };

    // EIP-2929, EIP-3651; the machine warms its target itself.
    private void Warm(Journal journal)
    {
        journal.WarmAddress(_request.Sender);
        journal.WarmAddress(_request.Block.Coinbase);
        foreach (var precompile in PrecompileTable.Addresses) journal.WarmAddress(in precompile);
    }

    private CallResult Call(Machine machine, Journal journal)
    {
        var nonce = journal.GetNonce(_request.Sender);
        journal.IncrementNonce(_request.Sender);
        return machine.Call(new TransactionEnvironment(_request.Sender, _request.Price, []), new Message
        {
            Kind = _request.IsCreate ? MessageKind.Create : MessageKind.Call,
            Caller = _request.Sender,
            Target = _request.IsCreate ? ContractAddress.OfNonce(_request.Sender, nonce) : _request.Receiver,
            Value = _request.Value,
            Input = _input,
            Gas = _request.Gas,
        });
    }

    // On no chain can a transfer pass 2^256; in a file anything can stand.
    private static void RequireCountable(IEnumerable<GenesisAccount> accounts)
    {
        var sum = UInt256.Zero;
        foreach (var account in accounts)
        {
            if (!UInt256.TryAdd(in sum, account.Balance, out sum)) throw new UnusableInputException("the balances sum to 2^256 wei or more");
        }
    }

    private GenesisAccount At(Address address) => _accounts.TryGetValue(address, out var account) ? account : new GenesisAccount(address, UInt256.Zero, 0, ReadOnlyMemory<byte>.Empty, []);

    private static Hash256 RootOf(ImmutableArray<GenesisAccount> accounts)
    {
        var state = new MemoryState();
        state.Put(accounts);
        return state.StateRoot;
    }
}
