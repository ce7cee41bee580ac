using System.Text.Json;
using Cos.Crypto.Hashing;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.Vm;

namespace Cos.Conformance.Tests.States;

/// <summary>Judges one state test as the archive's README says, along the path that blocks take.</summary>
internal sealed class StateTestRunner(Workspace workspace)
{
    private const string Fork = "Osaka";

    public IEnumerable<Verdict> Run(string name, JsonElement test)
    {
        var posts = test.GetProperty("post").GetProperty(Fork);
        for (int i = 0; i < posts.GetArrayLength(); i++)
        {
            yield return Judge(posts.GetArrayLength() == 1 ? name : $"{name}#{i}", test, posts[i]);
        }
    }

    private Verdict Judge(string name, JsonElement test, JsonElement post)
    {
        var pre = PreState.Build(test.GetProperty("pre"));
        var context = ContextOf(test);
        string? exception = post.TryGetProperty("expectException", out var names) ? names.GetString() : null;
        if (!TransactionCodec.TryDecode(post.GetProperty("txbytes").Bytes(), out var tx, out var error))
        {
            bool isExpected = exception is not null && ExpectedExceptions.Allow(exception, error) && pre.StateRoot == post.GetProperty("hash").Hash();
            return new Verdict(name, isExpected ? null : $"not decoded: {error}, expected {exception ?? "success"}");
        }

        if (FieldsDiffer(tx, test.GetProperty("transaction"), post.GetProperty("indexes")) is { } field) return new Verdict(name, $"decoded {field} differs");
        if (!SenderRecovery.TryRecover(tx, out var sender)) return new Verdict(name, "sender not recovered");
        if (sender != test.GetProperty("transaction").GetProperty("sender").Address()) return new Verdict(name, $"recovered {sender}");
        var recovered = new RecoveredTransaction(tx, sender);
        return new Verdict(name, Execute(pre, context, recovered, exception, post));
    }

    private string? Execute(StateLayer pre, BlockContext context, RecoveredTransaction recovered, string? exception, JsonElement post)
    {
        var assembly = new BlockAssembly(pre, context, workspace);
        var rejection = assembly.TryApply(recovered, out var receipt);
        if (rejection is { } reason && (exception is null || !ExpectedExceptions.Allow(exception, reason))) return $"rejected as {reason}, expected {exception ?? "success"}";
        if (rejection is null && exception is not null) return $"applied, expected {exception}";
        var root = StateTrie.Apply(pre, pre.StateRoot, assembly.Finish().Diff).Root;
        if (LogsHash(receipt) != post.GetProperty("logs").Hash()) return "other logs";
        return root == post.GetProperty("hash").Hash() ? null : $"other state, gas used {receipt?.GasUsed}, succeeded {receipt?.Succeeded}";
    }

    private static BlockContext ContextOf(JsonElement test)
    {
        var env = test.GetProperty("env");
        var config = test.GetProperty("config");
        var blobs = config.GetProperty("blobSchedule").GetProperty(Fork);
        return new BlockContext
        {
            Rules = ChainRules.ForEthereum(config.GetProperty("chainid").Word()) with
            {
                Blobs = new BlobSchedule(blobs.GetProperty("target").Word(), blobs.GetProperty("max").Word(), blobs.GetProperty("baseFeeUpdateFraction").Word()),
            },
            Number = env.GetProperty("currentNumber").Word(),
            Timestamp = env.GetProperty("currentTimestamp").Word(),
            Coinbase = env.GetProperty("currentCoinbase").Address(),
            GasLimit = env.GetProperty("currentGasLimit").Word(),
            BaseFee = env.GetProperty("currentBaseFee").Number(),
            PrevRandao = env.GetProperty("currentRandom").Hash(),
            ExcessBlobGas = env.TryGetProperty("currentExcessBlobGas", out var excess) ? excess.Word() : 0,
            ParentHash = BlockHash.Zero,
            Ancestors = AncestorHashes.Empty,
        };
    }

    // The signed bytes and the plain fields say the same transaction.
    private static string? FieldsDiffer(Transaction tx, JsonElement fields, JsonElement indexes)
    {
        JsonElement Pick(string list, string index) => fields.GetProperty(list)[indexes.GetProperty(index).GetInt32()];
        var to = fields.GetProperty("to").GetString()!;
        if (tx.Nonce != fields.GetProperty("nonce").Word()) return "nonce";
        if (tx.To != (to.Length == 0 ? null : JsonValues.AddressOf(to))) return "to";
        if (tx.GasLimit != Pick("gasLimit", "gas").Word()) return "gas limit";
        if (tx.Value != Pick("value", "value").Number()) return "value";
        if (!tx.Input.Span.SequenceEqual(Pick("data", "data").Bytes())) return "data";
        var cap = fields.TryGetProperty("gasPrice", out var price) ? price : fields.GetProperty("maxFeePerGas");
        return tx.MaxFeePerGas != cap.Number() ? "fee cap" : null;
    }

    private static Hash256 LogsHash(Receipt? receipt)
    {
        var writer = new RlpWriter();
        LogCodec.Write(receipt is null ? [] : receipt.Logs.AsSpan(), writer);
        return new Hash256(Keccak256.Hash(writer.Written));
    }
}
