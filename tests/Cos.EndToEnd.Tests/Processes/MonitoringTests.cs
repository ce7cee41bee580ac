namespace Cos.EndToEnd.Tests.Processes;

/// <summary>What an operator's tools ask of a running node.</summary>
public sealed class MonitoringTests
{
    [Test]
    public async Task Health_and_metrics_answer_on_their_own_port()
    {
        await using var node = await NodeProcess.StartDevAsync();
        using var http = new HttpClient();
        using var health = await http.GetAsync(new Uri(node.Metrics, "/health"));
        Assert.That((int)health.StatusCode, Is.EqualTo(200), await health.Content.ReadAsStringAsync());
        var metrics = await http.GetStringAsync(new Uri(node.Metrics, "/metrics"));
        Assert.That(metrics, Does.Contain("# TYPE cos_"));
    }

    [Test]
    public async Task Two_nodes_on_one_machine_do_not_meet()
    {
        await using var one = await NodeProcess.StartDevAsync();
        await using var other = await NodeProcess.StartDevAsync();
        Assert.That(await one.Caller.QuantityAsync("eth_chainId"), Is.EqualTo(3077));
        Assert.That(await other.Caller.QuantityAsync("eth_chainId"), Is.EqualTo(3077));
    }

    [Test]
    public async Task A_second_node_on_the_same_folder_says_why_it_does_not_start()
    {
        await using var node = await NodeProcess.StartDevAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var second = await NodeProcess.StartDevAsync(node.DataFolder);
        });
        Assert.That(error!.Message, Does.Contain("exit code").And.Match("(?i)lock|in use|another"));
        Assert.That(await node.Caller.QuantityAsync("eth_chainId"), Is.EqualTo(3077), "the first node is not disturbed");
    }
}
