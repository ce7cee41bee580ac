using System.Text.Json;
using Cos.Cli.Tracing;
using Cos.Crypto.Hashing;
using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Journal;
using Cos.State.Trie;
using Cos.Vm;

namespace Cos.Cli.StateTests;

/// <summary>Judges state tests in the format of Ethereum's execution-spec-tests, along the path that blocks take.</summary>
/// <param name="workspace">The machine's frames and analysed code, which nobody else uses meanwhile.</param>
/// <param name="fork">Whose results are asked for, and whose limits hold.</param>
/// <param name="trace">Where every instruction is shown; null where nobody watches.</param>
internal sealed class StateTestRunner(Workspace workspace, TestFork fork, Eip3155Trace? trace)
{
    private const ulong MainnetChainId = 1;

    /// <summary>Judges by Osaka, unwatched.</summary>
    public StateTestRunner(Workspace workspace)
        : this(workspace, TestFork.Osaka, null)
    {
    }

    /// <summary>Whether a test says what comes out under the fork.</summary>
    public bool Concerns(JsonElement test) => test.Member("post").TryMember(fork.Name, out _);

    /// <summary>Judges every transaction of a test that says what comes out under the fork; a malformed test throws a <see cref="FormatException"/>.</summary>
    public IEnumerable<Verdict> Run(string name, JsonElement test)
    {
        var posts = test.Member("post").Member(fork.Name).Items();
        for (int i = 0; i < posts.Length; i++) yield return Judge(posts.Length == 1 ? name : $"{name}#{i}", test, posts[i]);
    }

    private Verdict Judge(string name, JsonElement test, JsonElement post)
    {
        var pre = PreState.Build(test.Member("pre"));
        var context = ContextOf(test);
        var fields = new FixtureTransaction(test.Member("transaction"), post.Member("indexes"), context.Rules.ChainId);
        string? exception = post.TryMember("expectException", out var names) ? names.Text() : null;
        var verdict = new Verdict(name, null) { Fork = fork.Name };
        if (!post.TryMember("txbytes", out var encoded)) return Execute(pre, context, new RecoveredTransaction(fields.Build(), fields.Sender()), exception, post, verdict);
        if (!TransactionCodec.TryDecode(encoded.Bytes(), out var tx, out var error))
        {
            bool isExpected = exception is not null && ExpectedExceptions.Allow(exception, error) && pre.StateRoot == post.Member("hash").Hash();
            return verdict with { Failure = isExpected ? null : $"not decoded: {error}, expected {exception ?? "success"}", StateRoot = pre.StateRoot };
        }

        if (fields.DifferenceTo(tx) is { } field) return verdict with { Failure = $"decoded {field} differs" };
        if (!SenderRecovery.TryRecover(tx, out var sender)) return verdict with { Failure = "sender not recovered" };
        if (sender != fields.Sender()) return verdict with { Failure = $"recovered {sender}" };
        return Execute(pre, context, new RecoveredTransaction(tx, sender), exception, post, verdict);
    }

    private Verdict Execute(StateLayer pre, BlockContext context, RecoveredTransaction transaction, string? exception, JsonElement post, Verdict verdict)
    {
        trace?.Begin();
        var assembly = new BlockAssembly(new Journal(pre), context, workspace, trace);
        var rejection = assembly.TryApply(transaction, out var receipt);
        var root = StateTrie.Apply(pre, pre.StateRoot, assembly.Finish().Diff).Root;
        trace?.End(new TraceSummary(verdict.Name, fork.Name, root, receipt?.GasUsed ?? 0, receipt is { Succeeded: true }, rejection?.ToString()));
        return verdict with { Failure = Compare(rejection, receipt, root, exception, post), StateRoot = root };
    }

    private static string? Compare(TxRejection? rejection, Receipt? receipt, in Hash256 root, string? exception, JsonElement post)
    {
        if (rejection is { } reason && (exception is null || !ExpectedExceptions.Allow(exception, reason))) return $"rejected as {reason}, expected {exception ?? "success"}";
        if (rejection is null && exception is not null) return $"applied, expected {exception}";
        if (LogsHash(receipt) != post.Member("logs").Hash()) return "other logs";
        var expected = post.Member("hash").Hash();
        return root == expected ? null : $"other state: {root}, expected {expected}; gas used {receipt?.GasUsed}, succeeded {receipt?.Succeeded}";
    }

    private BlockContext ContextOf(JsonElement test)
    {
        var env = test.Member("env");
        var hasConfig = test.TryMember("config", out var config);
        return new BlockContext
        {
            Rules = RulesOf(hasConfig ? config : default, hasConfig && config.TryMember("chainid", out var chainId) ? chainId.Word() : MainnetChainId),
            Number = env.Member("currentNumber").Word(),
            Timestamp = env.Member("currentTimestamp").Word(),
            Coinbase = env.Member("currentCoinbase").Address(),
            GasLimit = env.Member("currentGasLimit").Word(),
            BaseFee = env.TryMember("currentBaseFee", out var baseFee) ? baseFee.Number() : UInt256.Zero,
            PrevRandao = (env.TryMember("currentRandom", out var random) ? random : env.Member("currentDifficulty")).Hash(), // EIP-4399
            ExcessBlobGas = env.TryMember("currentExcessBlobGas", out var excess) ? excess.Word() : 0,
            ParentHash = BlockHash.Zero,
            Ancestors = AncestorHashes.Empty,
        };
    }

    private ChainRules RulesOf(JsonElement config, ulong chainId)
    {
        var rules = fork.Rules(chainId);
        return config.TryMember("blobSchedule", out var schedule) && schedule.TryMember(fork.Name, out var blobs)
            ? rules with { Blobs = new BlobSchedule(blobs.Member("target").Word(), blobs.Member("max").Word(), blobs.Member("baseFeeUpdateFraction").Word()) }
            : rules;
    }

    private static Hash256 LogsHash(Receipt? receipt)
    {
        var writer = new RlpWriter();
        LogCodec.Write(receipt is null ? [] : receipt.Logs.AsSpan(), writer);
        return new Hash256(Keccak256.Hash(writer.Written));
    }
}
