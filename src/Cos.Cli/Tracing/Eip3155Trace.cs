using System.Text.Encodings.Web;
using System.Text.Json;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Vm;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Cli.Tracing;

/// <summary>
/// Writes EIP-3155: one JSON object a line for every instruction, then one for the whole, fields in the EIP's order.
/// What an instruction costs is known only after it, so a line is written when its instruction has run.
/// </summary>
/// <param name="destination">Where the lines go; flushed at the end of each run, never closed.</param>
internal sealed class Eip3155Trace(Stream destination) : ITracer
{
    private const int SendBytes = 1 << 16;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LineBuffer _lines = new(); // whole lines, not yet sent
    private readonly LineBuffer _rest = new(); // what follows the price in the line of the running instruction
    private long _gas;
    private byte _op;
    private byte[] _output = [];

    /// <summary>A run begins.</summary>
    public void Begin() => _output = [];

    /// <summary>It ends.</summary>
    public void End(TraceSummary summary)
    {
        Send();
        using (var json = new Utf8JsonWriter(destination, Plain))
        {
            json.WriteStartObject();
            json.WriteString("stateRoot", summary.StateRoot.ToString());
            json.WriteString("output", Hex.Encode(_output));
            json.WriteString("gasUsed", Hex.EncodeQuantity(summary.GasUsed));
            json.WriteBoolean("pass", summary.Passed);
            json.WriteString("fork", summary.Fork);
            if (summary.Name is not null) json.WriteString("test", summary.Name);
            if (summary.Error is not null) json.WriteString("error", summary.Error);
            json.WriteEndObject();
        }

        destination.Write("\n"u8);
        destination.Flush();
    }

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end) => _output = end.Output.ToArray(); // the last to end is the outermost

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
        (_gas, _op) = (step.Gas, step.Op);
        _lines.Add("{\"pc\":"u8).AddNumber(step.Offset).Add(",\"op\":"u8).AddNumber(step.Op).Add(",\"gas\":"u8).AddQuantity((ulong)step.Gas);

        _rest.Clear().Add(",\"memSize\":"u8).AddNumber(step.Memory.Length).Add(",\"stack\":["u8);
        var stack = step.Stack;
        for (var i = 0; i < stack.Length; i++)
        {
            if (i > 0) _rest.Add(","u8);
            _rest.AddQuantity(in stack[i]);
        }

        _rest.Add("],\"depth\":"u8).AddNumber(step.Depth + 1).Add(",\"returnData\":"u8).AddBytes(step.ReturnData)
            .Add(",\"refund\":"u8).AddQuantity((ulong)Math.Max(0, step.Journal.Refund))
            .Add(",\"opName\":\""u8).AddAscii(NameOf(step.Op)).Add("\""u8);
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
        // A failure burns what is left, which is no price: the line then shows the part that depends on the opcode alone.
        var price = halt is Halt.Unspecified or Halt.Success or Halt.Revert ? _gas - gasLeft : OpcodeTable.Of(_op).Gas;
        _lines.Add(",\"gasCost\":"u8).AddQuantity((ulong)price).Add(_rest.Written);
        if (halt is not (Halt.Unspecified or Halt.Success)) _lines.Add(",\"error\":\""u8).AddAscii(HaltWords.Of(halt)).Add("\""u8);
        _lines.Add("}\n"u8);
        if (_lines.Written.Length >= SendBytes) Send();
    }

    /// <inheritdoc/>
    public void Emit(Log log)
    {
    }

    private static string NameOf(byte op) => OpcodeTable.Of(op) is { IsDefined: true } row ? row.Name : "UNDEFINED";

    private void Send()
    {
        destination.Write(_lines.Written);
        _lines.Clear();
    }
}
