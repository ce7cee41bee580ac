using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cos.Cli.Commands;
using Cos.Cli.Tracing;
using Cos.Primitives.Codec.Abi;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Cli.Runs;

/// <summary>Tells what a run did, in lines for people or as one JSON object.</summary>
internal sealed class RunReport(Terminal terminal)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>In lines; the accounts follow as JSON where they are wanted.</summary>
    public void Tell(RunOutcome outcome, bool dumps)
    {
        var result = outcome.Result;
        Line("output", Hex.Encode(result.Output.Span));
        Line("gas used", outcome.GasUsed);
        if (outcome.Refund > 0) Line("refund", outcome.Refund);
        Line("halt", $"{result.Halt} ({HaltWords.Of(result.Halt)})");
        if (ReasonOf(result) is { } reason) Line("reason", reason);
        if (result.Created is { } created) Line("created", created);
        foreach (var log in outcome.Logs) Line("log", $"{log.Address} [{string.Join(", ", log.Topics)}] {Hex.Encode(log.Payload.Span)}");
        Line("state root", outcome.StateRoot);
        if (dumps) terminal.Output.WriteLine(Json(json => WriteState(json, outcome.State)));
    }

    /// <summary>Figures in lines.</summary>
    public void Tell(BenchFigures figures)
    {
        Line("time", $"{figures.MedianNanoseconds:N1} ns a run (median; best {figures.BestNanoseconds:N1} ns), {figures.Runs:N0} runs");
        Line("speed", $"{figures.MgasPerSecond:N1} Mgas/s");
        Line("allocated", $"{figures.BytesPerRun:N0} bytes a run");
    }

    /// <summary>As JSON; the accounts where they are wanted, the figures where there are any.</summary>
    public void TellJson(RunOutcome outcome, bool dumps, BenchFigures? figures) => terminal.Output.WriteLine(Json(json =>
    {
        var result = outcome.Result;
        json.WriteStartObject();
        json.WriteString("output", Hex.Encode(result.Output.Span));
        json.WriteNumber("gasUsed", outcome.GasUsed);
        json.WriteNumber("refund", outcome.Refund);
        json.WriteBoolean("pass", result.IsSuccess);
        json.WriteString("halt", result.Halt.ToString());
        if (!result.IsSuccess) json.WriteString("error", HaltWords.Of(result.Halt));
        if (ReasonOf(result) is { } reason) json.WriteString("reason", reason);
        if (result.Created is { } created) json.WriteString("created", created.ToString());
        WriteLogs(json, outcome);
        json.WriteString("stateRoot", outcome.StateRoot.ToString());
        if (figures is not null) WriteFigures(json, figures);
        if (dumps)
        {
            json.WritePropertyName("state");
            WriteState(json, outcome.State);
        }

        json.WriteEndObject();
    }));

    private static void WriteLogs(Utf8JsonWriter json, RunOutcome outcome)
    {
        json.WriteStartArray("logs");
        foreach (var log in outcome.Logs)
        {
            json.WriteStartObject();
            json.WriteString("address", log.Address.ToString());
            json.WriteStartArray("topics");
            foreach (var topic in log.Topics) json.WriteStringValue(topic.ToString());
            json.WriteEndArray();
            json.WriteString("data", Hex.Encode(log.Payload.Span));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter json, BenchFigures figures)
    {
        json.WriteStartObject("bench");
        json.WriteNumber("runs", figures.Runs);
        json.WriteNumber("nanosecondsMedian", Math.Round(figures.MedianNanoseconds, 2));
        json.WriteNumber("nanosecondsBest", Math.Round(figures.BestNanoseconds, 2));
        json.WriteNumber("mgasPerSecond", Math.Round(figures.MgasPerSecond, 2));
        json.WriteNumber("bytesPerRun", figures.BytesPerRun);
        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, ImmutableArray<GenesisAccount> accounts)
    {
        json.WriteStartObject();
        AllocFile.Write(json, accounts);
        json.WriteEndObject();
    }

    private static string? ReasonOf(CallResult result) =>
        result.Halt == Halt.Revert && RevertReason.TryDecode(result.Output.Span, out var reason) ? reason : null;

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented)) write(json);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private void Line(string name, IFormattable value) => Line(name, value.ToString(null, CultureInfo.InvariantCulture));

    private void Line(string name, object value) => terminal.Output.WriteLine($"{name,-10} {value}");
}
