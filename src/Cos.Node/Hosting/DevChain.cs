using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cos.Chain.Production;
using Cos.Crypto.Hashing;
using Cos.Crypto.Signatures;
using Cos.Execution.Genesis;
using Cos.Node.Configuration;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Node.Hosting;

/// <summary><c>cosd dev</c>: a chain of this machine's own, with seats and accounts whose keys everyone knows.</summary>
public static class DevChain
{
    /// <summary>Devnet chain id, 0xC05 (architecture.md §11).</summary>
    public const ulong ChainId = 3077;

    private const string DefaultFolder = ".cos/dev";
    private const string GenesisName = "genesis.json";
    private const long GenesisBytesMax = 64L << 20;

    /// <summary>Runs the dev chain until it is told to stop; returns the exit code.</summary>
    public static Task<int> RunAsync(SettingValues values)
    {
        var folder = Path.GetFullPath(values.Text(Settings.DataDirectory) is { Length: > 0 } given ? given : DefaultFolder);
        if (values.Switch(Settings.Reset))
        {
            Delete(folder);
        }

        if (values.Switch(Settings.Open))
        {
            Open(values);
        }

        var spec = LoadOrCreate(values, folder);
        var keys = spec.Seats.Select((seat, i) => new SeatKey(seat.Address, SeatKeyAt(i))).ToImmutableArray();
        var accounts = Enumerable.Range(0, DevAccount.FundedCount).Select(DevAccount.At).ToArray();
        return NodeLifetime.RunAsync(new NodePlan(spec, folder, keys, accounts, values));
    }

    /// <summary>The key of a dev seat: known to everyone, like the accounts.</summary>
    public static Ed25519Key SeatKeyAt(int index) =>
        Ed25519Key.FromSeed(Keccak256.Hash(Encoding.ASCII.GetBytes("COS dev seat " + index.ToString(CultureInfo.InvariantCulture))));

    private static void Open(SettingValues values)
    {
        var source = "flag " + Settings.Open.Flag;
        foreach (var (setting, text) in new[] { (Settings.RpcHost, "0.0.0.0"), (Settings.MetricsHost, "0.0.0.0"), (Settings.RpcHosts, "*"), (Settings.RpcOrigins, "*") })
        {
            if (!values.IsGiven(setting))
            {
                values.Add(setting, new SettingSource(text, source));
            }
        }
    }

    // Only what this program makes is deleted, so that a mistaken --data-dir costs nothing else.
    private static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var file = Path.Combine(folder, GenesisName);
        var database = NodePlan.DatabaseIn(folder);
        if (!File.Exists(file) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new ConfigurationException($"{folder} holds no dev chain ({GenesisName} is missing), so --reset leaves it alone; delete it yourself if you mean to");
        }

        if (Directory.Exists(database))
        {
            Directory.Delete(database, recursive: true);
        }

        File.Delete(file);
    }

    private static ChainSpec LoadOrCreate(SettingValues values, string folder)
    {
        var file = Path.Combine(folder, GenesisName);
        if (File.Exists(file))
        {
            var stored = ConfiguredChain.ReadGenesis(file, GenesisBytesMax);
            Refuse(values, Settings.SlotMilliseconds, stored.Dpos.SlotMilliseconds, folder);
            Refuse(values, Settings.Seats, (ulong)stored.Seats.Length, folder);
            return stored;
        }

        var slot = values.Number(Settings.SlotMilliseconds);
        var now = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var seats = Enumerable.Range(0, values.Int(Settings.Seats))
            .Select(i => new GenesisProducer(DevAccount.At(DevAccount.FundedCount + i).Address, new Hash256(SeatKeyAt(i).PublicKey), $"dev-{i + 1}"))
            .ToImmutableArray();
        var dpos = new DposParameters { GenesisMilliseconds = now - (now % slot), SlotMilliseconds = slot, Seats = seats.Length, Standbys = 0 };
        var spec = DevGenesis.Create(ChainId, dpos, seats);
        Directory.CreateDirectory(folder);
        var unfinished = file + ".new";
        File.WriteAllBytes(unfinished, GenesisFile.Write(spec));
        File.Move(unfinished, file);
        return spec;
    }

    private static void Refuse(SettingValues values, Setting setting, ulong stored, string folder)
    {
        if (values.IsGiven(setting) && values.Number(setting) != stored)
        {
            throw new ConfigurationException($"{folder} has a chain with other {setting.Key["dev.".Length..]} ({stored}): drop {setting.Flag}, choose another --data-dir, or start over with --reset");
        }
    }
}
