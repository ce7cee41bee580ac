using System.Text;
using Cos.Crypto.Hashing;

namespace Cos.EndToEnd.Tests.Processes;

/// <summary>The chains a process can run: a dev chain of several seats, and one that a genesis file describes.</summary>
public sealed class ChainTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Three_seats_in_one_process_take_turns_and_finalise_each_block()
    {
        await using var node = await NodeProcess.StartDevAsync(null, "--seats", "3", "--slot-ms", "100");
        await Eventually.HoldsAsync("Forty blocks", Patience, async () => await node.Caller.QuantityAsync("eth_blockNumber") >= 40);
        var miners = new HashSet<string>();
        for (var height = 1; height <= 40; height++)
        {
            miners.Add((await node.Caller.CallAsync("eth_getBlockByNumber", $"0x{height:x}", false)).GetProperty("miner").GetString()!);
        }

        Assert.That(miners, Has.Count.EqualTo(3));
        var final = await node.Caller.CallAsync("eth_getBlockByNumber", "finalized", false);
        Assert.That(Convert.ToUInt64(final.GetProperty("number").GetString(), 16), Is.GreaterThanOrEqualTo(40));
        Assert.That((await node.Caller.CallAsync("cos_producers")).GetProperty("seats").GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public async Task A_configured_node_seals_with_its_key_file_and_goes_on_after_a_kill()
    {
        var folder = Directory.CreateTempSubdirectory("cos-configured-").FullName;
        try
        {
            var configuration = await ConfigureAsync(folder, hasKey: true);
            await using var node = await NodeProcess.StartConfiguredAsync(configuration);
            await Eventually.HoldsAsync("Four blocks", Patience, async () => await node.Caller.QuantityAsync("eth_blockNumber") >= 4);
            var first = (await node.Caller.CallAsync("eth_getBlockByNumber", "0x1", false)).GetProperty("hash").GetString();
            await node.KillAsync();
            await node.StartAsync();
            Assert.That((await node.Caller.CallAsync("eth_getBlockByNumber", "0x1", false)).GetProperty("hash").GetString(), Is.EqualTo(first));
            await Eventually.HoldsAsync("Four blocks more", Patience, async () => await node.Caller.QuantityAsync("eth_blockNumber") >= 8);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_configured_node_without_keys_follows_and_is_well()
    {
        var folder = Directory.CreateTempSubdirectory("cos-configured-").FullName;
        try
        {
            await using var node = await NodeProcess.StartConfiguredAsync(await ConfigureAsync(folder, hasKey: false));
            using var http = new HttpClient();
            using var health = await http.GetAsync(new Uri(node.Metrics, "/health"));
            Assert.That(health.IsSuccessStatusCode, Is.True, await health.Content.ReadAsStringAsync());
            Assert.That(await node.Caller.QuantityAsync("eth_blockNumber"), Is.Zero);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A configuration of the chain in genesis/dev.json; the seed of its one seat is known to everyone.</summary>
    private static async Task<string> ConfigureAsync(string folder, bool hasKey)
    {
        var keys = "";
        if (hasKey)
        {
            var file = Path.Combine(folder, "seat.key");
            await File.WriteAllTextAsync(file, Convert.ToHexStringLower(Keccak256.Hash(Encoding.ASCII.GetBytes("COS dev seat 0"))));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            keys = $"[producer]\nkeys = [\"{file}\"]\n";
        }

        var configuration = Path.Combine(folder, "node.toml");
        await File.WriteAllTextAsync(configuration, $"[chain]\ngenesis = \"{Path.Combine(Checkout.Root, "genesis", "dev.json")}\"\n{keys}[log]\nformat = \"json\"\n");
        return configuration;
    }
}
