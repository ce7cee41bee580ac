using Cos.Execution.Simulation;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;
using Cos.State.View;
using Cos.Storage.Memory;
using Cos.Vm;
using Cos.Vm.Code;
using Cos.Vm.Compiler;

namespace Cos.Rpc.Tests.Simulation;

public sealed class SimulationTests
{
    private const string Nobody = "0x00000000000000000000000000000000000a11ce";

    [Test]
    public async Task A_chain_with_fees_simulates_blocks_on_its_head_and_keeps_nothing_of_them()
    {
        await using var chain = await RunningChain.StartAsync();
        await chain.MineAsync();
        string rich = RunningChain.Rich.ToString();
        var before = await chain.ResultAsync("eth_getBalance", Inner($"[\"{rich}\",\"latest\"]"));
        string call = $$$"""{"from":"{{{rich}}}","to":"{{{Nobody}}}","value":"0x5","maxFeePerGas":"0x12a05f2000"}""";
        var blocks = await chain.ResultAsync("eth_simulateV1", Inner($$$"""[{"validation":true,"traceTransfers":true,"returnFullTransactions":true,"blockStateCalls":[{"calls":[{{{call}}}]},{"calls":[{{{call}}}]}]},"latest"]"""));
        Assert.That(blocks.GetArrayLength(), Is.EqualTo(2));
        Assert.That(blocks[0].GetProperty("parentHash").GetString(), Is.EqualTo(chain.Ledger.Queries.Head.Hash.ToString()));
        Assert.That(blocks[1].GetProperty("parentHash").GetString(), Is.EqualTo(blocks[0].GetProperty("hash").GetString()));
        Assert.That(blocks[1].GetProperty("transactions")[0].GetProperty("nonce").GetString(), Is.EqualTo("0x1"));
        Assert.That(blocks[1].GetProperty("calls")[0].GetProperty("logs")[0].GetProperty("address").GetString(), Is.EqualTo("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"));
        Assert.That(blocks[0].GetProperty("stateRoot").GetString(), Is.Not.EqualTo(blocks[1].GetProperty("stateRoot").GetString()));
        var after = await chain.ResultAsync("eth_getBalance", Inner($"[\"{rich}\",\"latest\"]"));
        Assert.That(after.GetString(), Is.EqualTo(before.GetString()));
    }

    [Test]
    public async Task The_state_root_tells_of_what_was_pretended_too()
    {
        await using var chain = await RunningChain.StartAsync();
        await chain.MineAsync();
        string call = $$$"""{"from":"{{{RunningChain.Rich}}}","to":"{{{Nobody}}}","value":"0x5"}""";
        var once = await chain.ResultAsync("eth_simulateV1", Inner($$$"""[{"blockStateCalls":[{"calls":[{{{call}}}]}]}]"""));
        var pretended = await chain.ResultAsync("eth_simulateV1", Inner($$$"""[{"blockStateCalls":[{"stateOverrides":{"{{{Nobody}}}":{"balance":"0x5"}},"calls":[{{{call}}}]}]}]"""));
        Assert.That(pretended[0].GetProperty("stateRoot").GetString(), Is.Not.EqualTo(once[0].GetProperty("stateRoot").GetString()));
        Assert.That(once[0].GetProperty("gasUsed").GetString(), Is.EqualTo("0x5208"));
    }

    [TestCase("""[]""", -32602, "missing value for required argument 0")]
    [TestCase("""[5]""", -32602, "invalid argument 0: expected an object with blockStateCalls")]
    [TestCase("""[{}]""", -32602, "empty input")]
    [TestCase("""[{"blockStateCalls":[]}]""", -32602, "empty input")]
    [TestCase("""[{"blockStateCalls":{}}]""", -32602, "invalid argument 0: blockStateCalls is an array")]
    [TestCase("""[{"blockStateCalls":[5]}]""", -32602, "invalid argument 0: blockStateCalls[0]: expected an object with blockOverrides, stateOverrides and calls")]
    [TestCase("""[{"blockStateCalls":[{"calls":[[]]}]}]""", -32602, "invalid argument 0: blockStateCalls[0]: calls[0]: expected a call object")]
    [TestCase("""[{"blockStateCalls":[{"calls":7}]}]""", -32602, "invalid argument 0: blockStateCalls[0]: calls is an array")]
    [TestCase("""[{"blockStateCalls":[{"blockOverrides":{"number":"0xffffffffffffffff"}}]}]""", -38026, "too many blocks")]
    [TestCase("""[{"blockStateCalls":[{"blockOverrides":{"number":"0x0"}}]}]""", -38020, "block numbers must be in order: 0 <= 0")]
    [TestCase("""[{"blockStateCalls":[{"blockOverrides":{"time":"0xffffffffffffffff"}},{}]}]""", -38021, "block timestamps must be in order: 18446744073709551615 <= 18446744073709551615")]
    [TestCase("""[{"blockStateCalls":[{}],"validation":"yes"}]""", -32602, "invalid argument 0: traceTransfers, validation and returnFullTransactions are true or false")]
    [TestCase("""[{"blockStateCalls":[{"blockOverrides":{"gasLimit":"0x1"},"calls":[{"gas":"0x2"}]}]}]""", -38015, "block gas limit reached: 0 >= 1")]
    [TestCase("""[{"blockStateCalls":[{}]},"0x99"]""", -32000, "header not found")]
    public async Task What_makes_no_sense_is_refused(string parameters, int code, string message)
    {
        await using var chain = await RunningChain.StartAsync();
        var error = await chain.ErrorAsync("eth_simulateV1", Inner(parameters));
        Assert.That((error.Code, error.Message), Is.EqualTo((code, message)));
    }

    [Test]
    public async Task Pretended_riches_do_not_break_the_sums_of_fees()
    {
        await using var chain = await RunningChain.StartAsync();
        string all = "0x" + new string('f', 64), price = "0x" + new string('f', 56);
        string call = $$$"""{"from":"{{{Nobody}}}","to":"{{{Nobody}}}","gas":"0x5208","gasPrice":"{{{price}}}"}""";
        var error = await chain.ErrorAsync("eth_simulateV1", Inner($$$"""[{"blockStateCalls":[{"stateOverrides":{"{{{Nobody}}}":{"balance":"{{{all}}}"}},"calls":[{{{call}}},{{{call}}}]}]}]"""));
        Assert.That(error.Code, Is.EqualTo(-32602));
    }

    [Test]
    public async Task A_simulation_ends_when_its_time_is_over()
    {
        await using var chain = await RunningChain.StartAsync(new RpcLimits { HeavyTime = TimeSpan.FromMilliseconds(50), CallGasMax = ulong.MaxValue });
        string loop = $$$"""{"stateOverrides":{"{{{Nobody}}}":{"code":"0x5b5f56"}},"blockOverrides":{"gasLimit":"0x7fffffffffffffff"},"calls":[{"to":"{{{Nobody}}}"}]}""";
        var error = await chain.ErrorAsync("eth_simulateV1", Inner($$$"""[{"blockStateCalls":[{{{loop}}}]}]"""));
        Assert.That(error.Message, Does.StartWith("execution aborted"));
    }

    [Test]
    public async Task A_state_without_a_trie_carries_what_calls_store_but_has_no_root()
    {
        await using var chain = await RunningChain.StartAsync();
        var genesis = chain.Ledger.Queries.Genesis;
        var counter = Address.FromLow(0xc0de);
        var state = new MemoryState(); // adds one to slot 0 and returns it
        state.Put([new GenesisAccount(counter, UInt256.Zero, 1, Convert.FromHexString("5f54600101805f555f5260205ff3"), [])]);
        BlockCalls[] asked = [new() { Calls = [new CallArguments { To = counter }] }, new() { State = new StateOverrides([new AccountOverride { Address = Address.FromLow(1), Nonce = 1 }]), Calls = [new CallArguments { To = counter }] }];
        foreach (var (view, hasRoot) in new (IStateView, bool)[] { (state, true), (new Flat(state), false) })
        {
            var start = new SimulationStart { Rules = ChainRules.ForEthereum(1), Header = genesis.Header, Hash = genesis.Hash, Ancestors = AncestorHashes.Empty, State = view };
            var fault = SimulatedChain.Run(start, [.. asked], new SimulationOptions { GasMax = 1_000_000, SecondsPerBlock = 1 }, new Interrupt(), new Workspace(), out var blocks);
            Assert.That(fault, Is.Null);
            Assert.That(blocks.Select(block => UInt256.FromBigEndian(block.Calls[0].Output.Span)), Is.EqualTo(new UInt256[] { 1, 2 }));
            Assert.That(blocks[1].Block.Header.StateRoot != Hash256.Zero, Is.EqualTo(hasRoot));
        }
    }

    [Test]
    public async Task All_calls_share_the_gas_that_one_call_may_use()
    {
        await using var chain = await RunningChain.StartAsync(new RpcLimits { CallGasMax = 30_000 });
        var error = await chain.ErrorAsync("eth_simulateV1", Inner($$$"""[{"blockStateCalls":[{"calls":[{"to":"{{{Nobody}}}"}]},{"calls":[{"to":"{{{Nobody}}}"}]}]}]"""));
        Assert.That(error.Message, Is.EqualTo("err: intrinsic gas too low: have 9000, want 21000 (supplied gas 9000)"));
    }

    [Test]
    public async Task A_call_may_move_a_precompile_too()
    {
        await using var chain = await RunningChain.StartAsync();
        const string identity = "0x0000000000000000000000000000000000000004";
        string overrides = $$$"""{"{{{identity}}}":{"movePrecompileToAddress":"{{{Nobody}}}"}}""";
        var moved = await chain.ResultAsync("eth_call", Inner($$$"""[{"to":"{{{Nobody}}}","input":"0x1234"},"latest",{{{overrides}}}]"""));
        var left = await chain.ResultAsync("eth_call", Inner($$$"""[{"to":"{{{identity}}}","input":"0x1234"},"latest",{{{overrides}}}]"""));
        Assert.That((moved.GetString(), left.GetString()), Is.EqualTo(("0x1234", "0x")));
        var error = await chain.ErrorAsync("eth_call", Inner($$$"""[{"to":"{{{Nobody}}}"},"latest",{"{{{Nobody}}}":{"movePrecompileToAddress":"{{{identity}}}"}}]"""));
        Assert.That(error.Message, Does.Contain("is not a precompile"));
    }

    [Test]
    public async Task A_gas_limit_beyond_what_a_machine_counts_is_cut()
    {
        await using var chain = await RunningChain.StartAsync(new RpcLimits { CallGasMax = ulong.MaxValue });
        string wide = $$$"""[{"blockStateCalls":[{"blockOverrides":{"gasLimit":"0xffffffffffffffff"},"calls":[{"to":"{{{Nobody}}}"}]}]}]""";
        var blocks = await chain.ResultAsync("eth_simulateV1", Inner(wide));
        Assert.That(blocks[0].GetProperty("gasUsed").GetString(), Is.EqualTo("0x5208"));
    }

    [TestCase("eth_call", true)]
    [TestCase("eth_estimateGas", true)]
    [TestCase("eth_simulateV1", true)]
    [TestCase("eth_createAccessList", false)]
    public async Task Code_is_offered_to_the_compiler_unless_each_instruction_is_watched(string method, bool isOffered)
    {
        var compilation = new CountingCompilation();
        await using var chain = await RunningChain.StartAsync(new RpcLimits(), new MemoryStateStore(), compilation);
        string overrides = $$$"""{"{{{Nobody}}}":{"code":"0x600160020150"}}""";
        string call = $$$"""{"to":"{{{Nobody}}}"}""";
        await chain.ResultAsync(method, method == "eth_simulateV1"
            ? $$$"""{"blockStateCalls":[{"stateOverrides":{{{overrides}}},"calls":[{{{call}}}]}]}"""
            : $$$"""{{{call}}},"latest",{{{overrides}}}""");
        Assert.That(compilation.Offers > 0, Is.EqualTo(isOffered));
    }

    private static string Inner(string list) => list[1..^1];

    private sealed class CountingCompilation : ICompilation
    {
        private int _offers;

        public int Offers => Volatile.Read(ref _offers);

        public long GasPerOffer => 0;

        public CompiledCode? Offer(ByteCode code, long gasBurnt)
        {
            Interlocked.Increment(ref _offers);
            return null;
        }
    }

    private sealed class Flat(IStateView state) : IStateView
    {
        public bool TryGetAccount(in Address address, out Account account) => state.TryGetAccount(in address, out account);

        public UInt256 GetStorage(in Address address, in UInt256 slot) => state.GetStorage(in address, in slot);

        public ReadOnlyMemory<byte> GetCode(in Hash256 codeHash) => state.GetCode(in codeHash);
    }
}
