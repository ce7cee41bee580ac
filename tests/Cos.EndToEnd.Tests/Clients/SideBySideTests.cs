using System.Globalization;

namespace Cos.EndToEnd.Tests.Clients;

/// <summary>The node beside another: the same transactions and questions, and only reasoned differences in the answers.</summary>
public sealed class SideBySideTests
{
    [Test]
    public async Task Answers_as_anvil_does_but_for_the_listed_differences()
    {
        await using var node = await NodeProcess.StartDevAsync(null, "--slot-ms", "100");
        await using var anvil = await StartBesideAsync(node);
        await ClientScript.RunAsync("side-by-side", node, TimeSpan.FromMinutes(5), ("COS_ANVIL_URL", anvil.Rpc.ToString()));
    }

    // The same chain id, rules, accounts and genesis time as the node.
    private static async Task<AnvilProcess> StartBesideAsync(NodeProcess node)
    {
        var genesis = await node.Caller.BlockAsync("earliest") ?? throw new InvalidOperationException("The node has no genesis block.");
        return await AnvilProcess.StartAsync(
            AnvilProcess.ProgramIn(ClientScript.Folder), "--chain-id", "3077", "--gas-limit", "200000000", "--block-base-fee-per-gas", "10000000000",
            "--disable-min-priority-fee", "--enable-tx-gas-limit", "--accounts", "10", "--balance", "1000000", "--order", "fifo",
            "--timestamp", JsonRpcCaller.Quantity(genesis.GetProperty("timestamp")).ToString(CultureInfo.InvariantCulture));
    }
}
