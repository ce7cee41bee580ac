using System.Text.Json;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;

namespace Cos.Rpc.Tests.Methods;

public sealed class SubmissionTests
{
    private static readonly Address Receiver = Address.FromLow(0x7654321);
    private RunningChain _chain = null!;

    [SetUp]
    public async Task StartAsync() => _chain = await RunningChain.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _chain.DisposeAsync();

    [Test]
    public async Task A_transaction_is_answered_by_its_hash_and_seen_in_the_pool_before_it_is_mined()
    {
        Transaction transaction = _chain.Sign(Receiver, 1, []);
        Assert.That((await _chain.SendAsync(transaction)).GetString(), Is.EqualTo(transaction.Hash.ToString()));
        JsonElement waiting = await _chain.ResultAsync("eth_getTransactionByHash", $"\"{transaction.Hash}\"");
        Assert.That(waiting.GetProperty("blockHash").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(waiting.GetProperty("gasPrice").GetString(), Is.EqualTo("0x4a817c800"));
        Assert.That((await _chain.ResultAsync("eth_getTransactionReceipt", $"\"{transaction.Hash}\"")).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await _chain.ResultAsync("eth_getTransactionCount", $"\"{RunningChain.Rich}\"", "\"pending\"")).GetString(), Is.EqualTo("0x1"));
        Assert.That((await _chain.ResultAsync("eth_getBalance", $"\"{Receiver}\"", "\"pending\"")).GetString(), Is.EqualTo("0x1"));
        Assert.That((await _chain.ResultAsync("eth_getBalance", $"\"{Receiver}\"", "\"latest\"")).GetString(), Is.EqualTo("0x0"));
        JsonElement pending = await _chain.ResultAsync("eth_getBlockByNumber", "\"pending\"", "false");
        Assert.That(pending.GetProperty("hash").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(pending.GetProperty("transactions")[0].GetString(), Is.EqualTo(transaction.Hash.ToString()));
    }

    [Test]
    public async Task The_pool_is_shown_by_sender_and_nonce()
    {
        await _chain.SendAsync(RunningChain.Sign(0, Receiver, 1, []));
        await _chain.SendAsync(RunningChain.Sign(5, Receiver, 1, []));
        JsonElement status = await _chain.ResultAsync("txpool_status");
        Assert.That((status.GetProperty("pending").GetString(), status.GetProperty("queued").GetString()), Is.EqualTo(("0x1", "0x1")));
        const string sender = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
        JsonElement content = await _chain.ResultAsync("txpool_content");
        Assert.That(content.GetProperty("pending").GetProperty(sender).GetProperty("0").GetProperty("nonce").GetString(), Is.EqualTo("0x0"));
        Assert.That(content.GetProperty("queued").GetProperty(sender).GetProperty("5").GetProperty("nonce").GetString(), Is.EqualTo("0x5"));
        JsonElement own = await _chain.ResultAsync("txpool_contentFrom", $"\"{RunningChain.Rich}\"");
        Assert.That(own.GetProperty("queued").GetProperty("5").GetProperty("from").GetString(), Is.EqualTo(RunningChain.Rich.ToString()));
        Assert.That((await _chain.ResultAsync("txpool_inspect")).GetProperty("pending").GetProperty(sender).GetProperty("0").GetString(), Does.Contain("1 wei + 1000000 gas"));
    }

    [Test]
    public async Task Refusals_have_geths_words()
    {
        Transaction first = _chain.Sign(Receiver, 1, []);
        await _chain.SendAsync(first);
        Assert.That(await RefusalAsync(first), Is.EqualTo("already known"));
        Assert.That(await RefusalAsync(RunningChain.Sign(0, Receiver, 2, [])), Is.EqualTo("replacement transaction underpriced"));
        await _chain.MineAsync();
        Assert.That(await RefusalAsync(RunningChain.Sign(0, Receiver, 3, [])), Is.EqualTo("nonce too low: next nonce 1, tx nonce 0"));
        Assert.That(await RefusalAsync(With(1, gasLimit: 20_000)), Does.StartWith("intrinsic gas too low"));
        Assert.That(await RefusalAsync(With(1, chainId: 1)), Is.EqualTo("invalid chain id for signer: have 1 want 3077"));
        Assert.That(await RefusalAsync(With(1, value: UInt256.MaxValue)), Does.StartWith("insufficient funds for gas * price + value"));
        Assert.That(await RefusalAsync(With(1, gasLimit: 1UL << 25)), Does.StartWith("transaction gas limit too high"));
        Assert.That(await RefusalAsync(With(1, maxFee: 1)), Does.Contain("underpriced"));
    }

    [Test]
    public async Task A_batch_of_transactions_is_taken_in_order_with_the_bad_ones_refused()
    {
        Transaction[] transactions = [.. Enumerable.Range(0, 100).Select(_ => _chain.Sign(Receiver, 1, []))];
        IEnumerable<string> calls = transactions.Select((transaction, i) => $$"""{"jsonrpc":"2.0","id":{{i}},"method":"eth_sendRawTransaction","params":[{{RunningChain.Quote(transaction)}}]}""");
        JsonElement[] answers = [.. JsonElement.Parse(await _chain.PostAsync($"[{string.Join(',', calls)},{RunningChain.Body("eth_sendRawTransaction", "\"0x01\"")}]")).EnumerateArray()];
        Assert.That(answers, Has.Length.EqualTo(101));
        for (int i = 0; i < transactions.Length; i++)
        {
            Assert.That((answers[i].GetProperty("id").GetInt32(), answers[i].GetProperty("result").GetString()), Is.EqualTo((i, transactions[i].Hash.ToString())));
        }

        Assert.That(answers[100].GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32000));
        await _chain.MineAsync();
        Assert.That((await _chain.ResultAsync("eth_getBalance", $"\"{Receiver}\"")).GetString(), Is.EqualTo("0x64"));
    }

    [Test]
    public async Task A_call_that_waits_gets_the_receipt_when_the_block_is_there()
    {
        Transaction transaction = _chain.Sign(Receiver, 1, []);
        Task<JsonElement> waiting = _chain.ResultAsync("eth_sendRawTransactionSync", RunningChain.Quote(transaction), "20000");
        await Cos.Testing.Eventually.HoldsAsync("the transaction in the pool", TimeSpan.FromSeconds(20), () => Task.FromResult(_chain.Ledger.Queries.PoolCounts.Pending == 1));
        await _chain.MineAsync();
        Assert.That((await waiting).GetProperty("transactionHash").GetString(), Is.EqualTo(transaction.Hash.ToString()));
        Assert.That((await _chain.ResultAsync("eth_sendRawTransactionSync", RunningChain.Quote(transaction))).GetProperty("status").GetString(), Is.EqualTo("0x1"));
    }

    [Test]
    public async Task A_call_that_waits_too_long_gets_the_hash_with_its_error()
    {
        Transaction transaction = _chain.Sign(Receiver, 1, []);
        (int code, _, string? hash) = await _chain.ErrorAsync("eth_sendRawTransactionSync", RunningChain.Quote(transaction), "\"0x1\"");
        Assert.That((code, hash), Is.EqualTo((4, transaction.Hash.ToString())));
    }

    [Test]
    public async Task A_call_without_end_is_ended()
    {
        await using RunningChain impatient = await RunningChain.StartAsync(new RpcLimits { HeavyTime = TimeSpan.FromMilliseconds(100), CallGasMax = 1UL << 62 });
        string overrides = $$$"""{"{{{Receiver}}}":{"code":"0x5b600056"}}""";
        Assert.That((await impatient.ErrorAsync("eth_call", $$"""{"to":"{{Receiver}}"}""", "\"latest\"", overrides)).Message, Is.EqualTo("execution aborted (timeout = 0.1s)"));
        Assert.That((await _chain.ErrorAsync("eth_call", $$"""{"to":"{{Receiver}}"}""", "\"latest\"", overrides)).Message, Is.EqualTo("out of gas"));
    }

    private static Transaction With(ulong nonce, ulong gasLimit = 21_000, ulong chainId = RunningChain.ChainId, UInt256 value = default, ulong maxFee = 20_000_000_000) =>
        RunningChain.Sign(new Transaction
        {
            Kind = TransactionKind.DynamicFee,
            ChainId = chainId,
            Nonce = nonce,
            MaxFeePerGas = maxFee,
            MaxPriorityFeePerGas = 1,
            GasLimit = gasLimit,
            To = Receiver,
            Value = value,
            Input = ReadOnlyMemory<byte>.Empty,
            Signature = new TransactionSignature(UInt256.Zero, UInt256.Zero, UInt256.Zero),
        });

    private async Task<string> RefusalAsync(Transaction transaction)
    {
        (int code, string message, _) = await _chain.ErrorAsync("eth_sendRawTransaction", RunningChain.Quote(transaction));
        Assert.That(code, Is.EqualTo(-32000), message);
        return message;
    }
}
