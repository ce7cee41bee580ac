using System.Text.Json;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;

namespace Cos.Rpc.Tests.Tracing;

public sealed class PrunedHistoryTests
{
    private const int BlocksMax = 300;

    [Test]
    public async Task A_block_whose_state_is_gone_is_shown_but_not_traced()
    {
        await using RunningChain chain = await RunningChain.StartAsync(new RpcLimits(), new ForgetfulStates());
        JsonElement receipt = await chain.ExecuteAsync(Address.FromLow(0x123), 5, []);
        string hash = receipt.GetProperty("transactionHash").GetRawText(), number = receipt.GetProperty("blockNumber").GetRawText();
        Assert.That((await chain.ResultAsync("debug_traceTransaction", hash)).GetProperty("gas").GetInt64(), Is.EqualTo(21_000));

        // Once it is final and flushed, only the newest state is left.
        JsonElement answer = await chain.CallAsync("debug_traceTransaction", hash);
        for (int i = 0; i < BlocksMax && !answer.TryGetProperty("error", out _); i++)
        {
            await chain.MineAsync();
            answer = await chain.CallAsync("debug_traceTransaction", hash);
        }

        Assert.That((await chain.ResultAsync("eth_getTransactionReceipt", hash)).GetRawText(), Is.EqualTo(receipt.GetRawText()));
        foreach ((string method, string argument) in new[] { ("debug_traceTransaction", hash), ("debug_traceBlockByNumber", number), ("trace_block", number), ("trace_transaction", hash) })
        {
            var (code, message, _) = await chain.ErrorAsync(method, argument);
            Assert.That(code, Is.EqualTo(4444));
            Assert.That(message, Does.StartWith("history pruned: tracing block 1 needs the state before it").And.Contain("state.history-blocks"));
        }
    }
}
