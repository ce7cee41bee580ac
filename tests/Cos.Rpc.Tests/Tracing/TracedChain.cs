using System.Text.Json;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Tests.Hosting;

namespace Cos.Rpc.Tests.Tracing;

/// <summary>A chain with contracts whose traces are known, and a transaction that calls each.</summary>
internal sealed class TracedChain : IAsyncDisposable
{
    // MSTORE(0, 42); LOG1(0, 32, 7); POP(SLOAD(0)); SSTORE(0, 1); RETURN(0, 32).
    private const string Plain = "602a5f52" + "600760205fa1" + "5f5450" + "60015f55" + "60205ff3";

    // Reverts with Error("hello").
    private const string Refusing =
        "7f08c379a0000000000000000000000000000000000000000000000000000000005f52" + "6020600452" + "6005602452" +
        "7f68656c6c6f000000000000000000000000000000000000000000000000000000604452" + "60645ffd";

    private readonly RunningChain _chain;

    private TracedChain(RunningChain chain) => _chain = chain;

    public RunningChain Running => _chain;

    public Address PlainContract { get; private set; }
    public Address RefusingContract { get; private set; }
    public Address CallingContract { get; private set; }

    /// <summary>The transaction that called each of them.</summary>
    public JsonElement PlainReceipt { get; private set; }
    public JsonElement RefusingReceipt { get; private set; }
    public JsonElement CallingReceipt { get; private set; }

    public static async Task<TracedChain> StartAsync(RpcLimits limits)
    {
        var traced = new TracedChain(await RunningChain.StartAsync(limits));
        traced.PlainContract = await traced.DeployAsync(Plain);
        traced.RefusingContract = await traced.DeployAsync(Refusing);
        traced.CallingContract = await traced.DeployAsync(Calling(traced.PlainContract, traced.RefusingContract));
        traced.PlainReceipt = await traced._chain.ExecuteAsync(traced.PlainContract, 0, []);
        traced.RefusingReceipt = await traced._chain.ExecuteAsync(traced.RefusingContract, 0, []);
        traced.CallingReceipt = await traced._chain.ExecuteAsync(traced.CallingContract, 0, [1, 2, 3, 4, 5]);
        return traced;
    }

    public static string Hash(JsonElement receipt) => receipt.GetProperty("transactionHash").GetRawText();

    public static string Block(JsonElement receipt) => receipt.GetProperty("blockNumber").GetRawText();

    /// <summary>A trace of a transaction, as it came.</summary>
    public async Task<string> TraceAsync(JsonElement receipt, string options) =>
        (await _chain.ResultAsync("debug_traceTransaction", Hash(receipt), options)).GetRawText();

    public ValueTask DisposeAsync() => _chain.DisposeAsync();

    // CALL(plain, value 0, input of 4 bytes); CALL(refusing); STATICCALL(identity, 1 byte); CREATE of code that fails; STOP.
    private static string Calling(Address plain, Address refusing) =>
        "63aabbccdd5f52" +
        "5f5f6004601c5f73" + Bare(plain) + "5af150" +
        "5f5f5f5f5f73" + Bare(refusing) + "5af150" +
        "5f5f60015f60045afa50" +
        "60fe5f53" + "60015f5ff050" + "00";

    private static string Bare(Address address) => address.ToString()[2..];

    private async Task<Address> DeployAsync(string runtime)
    {
        JsonElement receipt = await _chain.ExecuteAsync(null, 0, RunningChain.InitCode(Convert.FromHexString(runtime)));
        Assert.That(Address.TryParse(receipt.GetProperty("contractAddress").GetString()!, out Address address), Is.True);
        return address;
    }
}
