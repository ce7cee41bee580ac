using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Cos.Fuzzing.Programs;
using Cos.Testing;

namespace Cos.Fuzzing.Differential;

/// <summary>Runs scenarios on revm, through the debug_traceCall of an anvil process that it owns.</summary>
public sealed class AnvilMachine : IAsyncDisposable
{
    private static readonly TimeSpan CallMax = TimeSpan.FromSeconds(60);

    private readonly AnvilProcess _process;
    private readonly HttpClient _http;

    private AnvilMachine(AnvilProcess process)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = process.Rpc, Timeout = CallMax };
    }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="program">The anvil program.</param>
    public static async Task<AnvilMachine> StartAsync(string program) => new(await AnvilProcess.StartAsync(
        program, "--silent", "--chain-id", OwnMachine.ChainId.ToString(CultureInfo.InvariantCulture), "--gas-limit", "1000000000"));

    /// <summary>Runs several scenarios in one batch.</summary>
    public async Task<IReadOnlyList<Run>> ExecuteAsync(IReadOnlyList<Scenario> scenarios)
    {
        using var content = new ByteArrayContent(AnvilRequest.Write(scenarios));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync((Uri?)null, content);
        answer.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        var runs = new Run[scenarios.Count];
        foreach (var one in json.RootElement.EnumerateArray())
        {
            var index = one.GetProperty("id").GetInt32();
            if (!one.TryGetProperty("result", out var result))
            {
                throw new InvalidOperationException($"anvil refuses the scenario of seed {scenarios[index].Seed}: {one.GetProperty("error")}");
            }

            runs[index] = AnvilAnswer.Read(result);
        }

        return runs;
    }

    /// <summary>Ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}
