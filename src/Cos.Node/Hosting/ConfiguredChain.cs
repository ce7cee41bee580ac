using System.Collections.Immutable;
using Cos.Chain.Production;
using Cos.Node.Configuration;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Node.Hosting;

/// <summary><c>cosd run</c>: the chain that a genesis file describes, with the operator's own keys.</summary>
public static class ConfiguredChain
{
    private const long GenesisBytesMax = 256L << 20;

    /// <summary>Runs the configured chain until it is told to stop; returns the exit code.</summary>
    public static Task<int> RunAsync(SettingValues values)
    {
        var file = values.Text(Settings.Genesis);
        if (file.Length == 0)
        {
            throw new ConfigurationException($"{Settings.Genesis.Key} is not set: name the chain's genesis file with {Settings.Genesis.Flag} or in the file of --config");
        }

        var spec = ReadGenesis(file, GenesisBytesMax);
        var folder = Path.GetFullPath(values.Text(Settings.DataDirectory) is { Length: > 0 } given ? given : Path.Combine(".cos", spec.Name));
        var keys = values.List(Settings.ProducerKeys).Select(path => KeyOf(spec, path)).ToImmutableArray();
        return NodeLifetime.RunAsync(new NodePlan(spec, folder, keys, [], values));
    }

    /// <summary>Reads a genesis file; every mistake in it is named at once.</summary>
    public static ChainSpec ReadGenesis(string path, long bytesMax)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new ConfigurationException($"genesis file {path} does not exist");
        }

        if (file.Length > bytesMax)
        {
            throw new ConfigurationException($"genesis file {path} has {file.Length} bytes; at most {bytesMax} are read");
        }

        return GenesisFile.TryParse(File.ReadAllBytes(path), out var spec, out var mistakes)
            ? spec
            : throw new ConfigurationException($"genesis file {path}:{Environment.NewLine}  " + string.Join(Environment.NewLine + "  ", mistakes));
    }

    private static SeatKey KeyOf(ChainSpec spec, string path)
    {
        var key = SeatKeyFile.Read(path);
        var publicKey = new Hash256(key.PublicKey);
        var producer = spec.Seats.Concat(spec.Standbys).FirstOrDefault(p => p.Key == publicKey)
            ?? throw new ConfigurationException($"key file {path}: the chain {spec.Name} has no producer with the public key {publicKey}");
        return new SeatKey(producer.Address, key);
    }
}
