namespace Cos.EndToEnd.Tests.Clients;

/// <summary>The clients that people really use, each through its own whole flow, against one running node.</summary>
public sealed class ClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private NodeProcess _node = null!;

    [OneTimeSetUp]
    public async Task StartNode() => _node = await NodeProcess.StartDevAsync();

    [OneTimeTearDown]
    public async Task StopNode()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }
    }

    [Test]
    public Task Ethers_deploys_calls_listens_delegates_and_reads() => ClientScript.RunAsync("ethers", _node, Limit);

    [Test]
    public Task Viem_simulates_watches_filters_overrides_and_reads() => ClientScript.RunAsync("viem", _node, Limit);

    [Test]
    public Task Foundry_creates_scripts_and_casts() => ClientScript.RunAsync("foundry", _node, Limit);

    [Test]
    public Task Hardhat_compiles_deploys_and_tests() => ClientScript.RunAsync("hardhat", _node, Limit);

    [Test]
    public Task An_independent_verifier_proves_headers_roots_accounts_and_slots() => ClientScript.RunAsync("proof", _node, Limit);

    [Test]
    public Task Refuses_wrong_transactions_with_words_that_say_why() => ClientScript.RunAsync("refusals", _node, Limit);
}
