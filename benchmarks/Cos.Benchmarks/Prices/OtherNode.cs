using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cos.Benchmarks.Prices;

/// <summary>Measures the same loops in another node over JSON-RPC, their code put there by a state override.</summary>
internal sealed class OtherNode(Uri url, int? process) : IDisposable
{
    private const string Contract = "0x000000000000000000000000000000000000c0de";
    private const string GasGiven = "0xe8d4a51000";
    private const int Samples = 7;
    private const double SampleNanoseconds = 40e6;
    private readonly HttpClient _client = new();

    /// <summary>Nanoseconds of one copy, those of the idle loop taken off; null where the node does not run it.</summary>
    /// <param name="priced">What to measure.</param>
    /// <param name="expected">About how long a round takes.</param>
    internal double? Measure(PricedCase priced, double expected)
    {
        var rounds = (uint)Math.Clamp(SampleNanoseconds / expected, 3, 200_000);
        return (MeasureLoop(priced, rounds), priced.Idle is null ? 0 : MeasureLoop(priced.Idle, Math.Max(rounds, 1000))) is ({ } whole, { } idle)
            ? (whole - idle) / priced.Copies
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private double? MeasureLoop(PricedCase priced, uint rounds)
    {
        var (many, one) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Samples; i++)
        {
            if (Run(priced, rounds) is not { } larger || Run(priced, 1) is not { } smaller)
            {
                return null;
            }

            (many, one) = (Math.Min(many, larger), Math.Min(one, smaller));
        }

        return (many - one) / (rounds - 1);
    }

    private double? Run(PricedCase priced, uint rounds)
    {
        var call = new JsonObject { ["to"] = Contract, ["data"] = Hex(priced.Calldata), ["gas"] = GasGiven };
        var state = new JsonObject { [Contract] = new JsonObject { ["code"] = Hex(priced.Code(rounds)) } };
        var body = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = "eth_call", ["params"] = new JsonArray(call, "latest", state) };
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
            var start = Stopwatch.GetTimestamp();
            var before = process is { } id ? CpuClock.Of(id) : [];
            using var response = _client.Send(request);
            using var answer = JsonDocument.Parse(response.Content.ReadAsStream());
            if (!answer.RootElement.TryGetProperty("result", out _))
            {
                return null;
            }

            if ((process is { } same ? CpuClock.Between(before, CpuClock.Of(same)) : Stopwatch.GetElapsedTime(start).TotalNanoseconds) is { } time)
            {
                return time;
            }
        }
    }

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
