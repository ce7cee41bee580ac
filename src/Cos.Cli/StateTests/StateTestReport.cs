using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cos.Cli.Commands;

namespace Cos.Cli.StateTests;

/// <summary>Tells what became of tests, as it becomes known: failing names and a last line of numbers, or a JSON array of all.</summary>
internal sealed class StateTestReport(Terminal terminal, bool isJson)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private bool _hasItems;
    private int _passed;
    private int _failed;
    private int _unusable;
    private int _others;

    /// <summary>Tells of one file.</summary>
    public void Add(FileVerdicts file)
    {
        foreach (var verdict in file.Verdicts)
        {
            if (verdict.Failure is null) _passed++;
            else _failed++;
            if (isJson) AddJson(verdict);
            else if (verdict.Failure is not null) terminal.Output.WriteLine($"{verdict.Name}\t{verdict.Failure}");
        }

        _others += file.OtherForks;
        if (file.Complaint is not null)
        {
            _unusable++;
            terminal.Errors.WriteLine("cos: " + file.Complaint);
        }

        terminal.Output.Flush();
    }

    /// <summary>Ends with the numbers; answers the exit code.</summary>
    public int End(TestFork fork)
    {
        if (_others > 0)
            terminal.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cos: left out, for they say nothing of {fork.Name}: {_others} of the tests; --fork names another"));
        if (_passed + _failed + _unusable == 0) terminal.Errors.WriteLine("cos: no test was run");
        if (isJson) terminal.Output.WriteLine(_hasItems ? "\n]" : "[]");
        var summary = string.Create(CultureInfo.InvariantCulture, $"{_passed} passed, {_failed} failed");
        (isJson ? terminal.Errors : terminal.Output).WriteLine(summary);
        terminal.Output.Flush();
        if (_unusable > 0 || _passed + _failed == 0) return ExitCode.Unusable;
        return _failed == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    private void AddJson(Verdict verdict)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("name", verdict.Name);
            json.WriteBoolean("pass", verdict.Failure is null);
            if (verdict.StateRoot is { } root) json.WriteString("stateRoot", root.ToString());
            json.WriteString("fork", verdict.Fork);
            if (verdict.Failure is not null) json.WriteString("error", verdict.Failure);
            json.WriteEndObject();
        }

        terminal.Output.Write(_hasItems ? ",\n  " : "[\n  ");
        terminal.Output.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        _hasItems = true;
    }
}
