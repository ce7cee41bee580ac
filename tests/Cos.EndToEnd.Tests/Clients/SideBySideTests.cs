using Cos.EndToEnd.Tests.Processes;

namespace Cos.EndToEnd.Tests.Clients;

/// <summary>The node beside another: the same transactions and questions, and only reasoned differences in the answers.</summary>
public sealed class SideBySideTests
{
    [Test]
    public async Task Answers_as_anvil_does_but_for_the_listed_differences()
    {
        await using var node = await NodeProcess.StartDevAsync(null, "--slot-ms", "100");
        await using var anvil = await AnvilProcess.StartBesideAsync(node, ClientScript.Folder);
        await ClientScript.RunAsync("side-by-side", node, TimeSpan.FromMinutes(3), ("COS_ANVIL_URL", anvil.Rpc.ToString()));
    }
}
