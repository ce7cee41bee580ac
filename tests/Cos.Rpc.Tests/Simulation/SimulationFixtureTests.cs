using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cos.Execution.Simulation;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.Rpc.Methods;
using Cos.Testing;
using Cos.Vm;

namespace Cos.Rpc.Tests.Simulation;

/// <summary>
/// The recorded eth_simulateV1 exchanges of execution-apis. All of an answer is compared but the roots and hashes that hang on the state of the
/// recorded chain: those of the state, and the hashes of blocks, which are checked against each other instead.
/// </summary>
public sealed class SimulationFixtureTests
{
    private const string Archive = "execution-apis";
    private const string Folder = "tests/eth_simulateV1/";

    // Not run, each with its reason.
    private static readonly Dictionary<string, string> Excluded = new(StringComparer.Ordinal)
    {
        ["ethSimulate-blobs"] = "this chain takes no blobs",
        ["ethSimulate-empty-with-block-num-set-firstblock"] = "a header of Frontier",
    };

    // Compared but for one member, each with its reason.
    private static readonly Dictionary<string, (string Member, string Reason)> Partial = new(StringComparer.Ordinal)
    {
        ["ethSimulate-add-more-non-defined-BlockStateCalls-than-fit-but-now-with-fit"] = ("returnData", BlockHash),
        ["ethSimulate-blockhash-complex"] = ("returnData", BlockHash),
        ["ethSimulate-blockhash-start-before-head"] = ("returnData", BlockHash),
        ["ethSimulate-overwrite-existing-contract"] = ("returnData", BlockHash),
        ["ethSimulate-use-as-many-features-as-possible"] = ("logIndex", "recorded with gaps where events were taken back"),
    };

    private const string BlockHash = "BLOCKHASH of a simulated block, which hangs on the recorded chain's state";
    private static readonly HashSet<string> OnState = new(StringComparer.Ordinal) { "stateRoot", "hash", "parentHash", "blockHash" };
    private static readonly Lazy<FixtureChain> Chain = new(FixtureChain.Load);

    private static IEnumerable<TestCaseData> Exchanges()
    {
        if (!ConformanceArchive.Has(Archive)) return [new TestCaseData("", "").SetName("{m}(no archive)")];
        return ConformanceArchive.Files(Archive)
            .Where(file => file.Path.Contains(Folder, StringComparison.Ordinal))
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file.Path), Text: Encoding.UTF8.GetString(file.Content)))
            .Where(file => !Excluded.ContainsKey(file.Name))
            .Select(file => new TestCaseData(file.Name, file.Text).SetName($"{{m}}({file.Name})"));
    }

    [TestCaseSource(nameof(Exchanges))]
    public void Answers_as_recorded(string name, string exchange)
    {
        ConformanceArchive.Require(Archive);
        string[] lines = exchange.Split('\n');
        using var request = JsonDocument.Parse(lines.Single(line => line.StartsWith(">> ", StringComparison.Ordinal))[3..]);
        var recorded = JsonNode.Parse(lines.Single(line => line.StartsWith("<< ", StringComparison.Ordinal))[3..])!;
        var (error, result) = Answer(request.RootElement.GetProperty("params"));
        if (recorded["error"] is { } refusal)
        {
            Assert.That(error, Is.Not.Null);
            Assert.That((error!.Code, error.Message), Is.EqualTo(((int)refusal["code"]!, (string)refusal["message"]!)));
            return;
        }

        Assert.That(error, Is.Null);
        var blocks = JsonNode.Parse(result)!.AsArray();
        string differences = string.Join('\n', Differences("", recorded["result"]!, blocks, Partial.TryGetValue(name, out var partial) ? partial.Member : "").Take(10));
        Assert.That(differences, Is.Empty);
        Assert.That((string)blocks[0]!["parentHash"]!, Is.EqualTo((string)recorded["result"]![0]!["parentHash"]!));
        for (int i = 1; i < blocks.Count; i++) Assert.That((string)blocks[i]!["parentHash"]!, Is.EqualTo((string)blocks[i - 1]!["hash"]!));
    }

    private static (RpcError? Error, string Result) Answer(JsonElement parameters)
    {
        using var sink = new JsonSink();
        var arguments = new Arguments(Encoding.UTF8.GetBytes(parameters.GetRawText()), null, null);
        var asked = default(SimulationReader);
        var limits = new RpcLimits();
        var options = new SimulationOptions { GasMax = limits.CallGasMax, SecondsPerBlock = 12 };
        if (!asked.TryRead(ref arguments, FixtureChain.ChainId, options.BlocksMax)) return (arguments.Error, "");
        if (Chain.Value.StartAt(parameters[1].GetString()!) is not { } start) return (RpcError.HeaderNotFound, "");
        var refused = SimulationMethods.Write(sink, start, in asked, options, new Interrupt(), new Workspace(), limits);
        return (refused, Encoding.UTF8.GetString(sink.WrittenSpan));
    }

    private static IEnumerable<string> Differences(string path, JsonNode? expected, JsonNode? actual, string skipped)
    {
        if (expected is JsonObject wanted && actual is JsonObject got)
        {
            foreach (string name in wanted.Select(one => one.Key).Union(got.Select(one => one.Key)))
            {
                if ((OnState.Contains(name) || name == skipped) && wanted.ContainsKey(name) && got.ContainsKey(name)) continue;
                foreach (string difference in Differences($"{path}.{name}", wanted[name], got[name], skipped)) yield return difference;
            }
        }
        else if (expected is JsonArray list && actual is JsonArray items && list.Count == items.Count)
        {
            for (int i = 0; i < list.Count; i++)
            {
                foreach (string difference in Differences($"{path}[{i}]", list[i], items[i], skipped)) yield return difference;
            }
        }
        else if (!JsonNode.DeepEquals(expected, actual))
        {
            yield return $"{path}: want {Short(expected)}, got {Short(actual)}";
        }
    }

    private static string Short(JsonNode? node)
    {
        string text = node?.ToJsonString() ?? "nothing";
        return text.Length <= 300 ? text : text[..300] + "…";
    }
}
