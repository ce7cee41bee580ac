using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Cos.Fuzzing.Programs;
using Cos.Primitives.Values;

namespace Cos.Fuzzing.Differential;

/// <summary>Writes scenarios as a batch of debug_traceCall requests; an id is its scenario's place.</summary>
internal static class AnvilRequest
{
    internal static byte[] Write(IReadOnlyList<Scenario> scenarios)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        for (var i = 0; i < scenarios.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteNumber("id", i);
            json.WriteString("method", "debug_traceCall");
            json.WriteStartArray("params");
            WriteCall(json, scenarios[i]);
            json.WriteStringValue("latest");
            WriteOptions(json, scenarios[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteCall(Utf8JsonWriter json, Scenario scenario)
    {
        json.WriteStartObject();
        json.WriteString("from", ScenarioMaker.Sender.ToString());
        json.WriteString("to", scenario.Contracts[0].Address.ToString());
        json.WriteString("gas", Quantity(scenario.Gas));
        json.WriteString("gasPrice", "0x0");
        json.WriteString("value", Quantity(scenario.Value));
        json.WriteString("data", "0x" + Convert.ToHexStringLower(scenario.Input));
        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, Scenario scenario)
    {
        var block = OwnMachine.Block;
        json.WriteStartObject();
        json.WriteBoolean("enableMemory", scenario.ShowsMemory);
        json.WriteBoolean("disableStorage", true);
        json.WriteStartObject("blockOverrides");
        json.WriteString("number", Quantity(block.Number));
        json.WriteString("time", Quantity(block.Timestamp));
        json.WriteString("gasLimit", Quantity(block.GasLimit));
        json.WriteString("coinbase", block.Coinbase.ToString());
        json.WriteString("random", block.PrevRandao.ToString());
        json.WriteString("baseFee", Quantity(block.BaseFee));
        json.WriteEndObject();
        json.WriteStartObject("stateOverrides");
        foreach (var contract in scenario.Contracts)
        {
            WriteContract(json, contract);
        }

        json.WriteStartObject(ScenarioMaker.Sender.ToString());
        json.WriteString("balance", Quantity(OwnMachine.SenderBalance));
        json.WriteString("nonce", "0x0");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteContract(Utf8JsonWriter json, ScenarioContract contract)
    {
        json.WriteStartObject(contract.Address.ToString());
        json.WriteString("balance", Quantity(contract.Balance));
        if (contract.Code.Length > 0)
        {
            json.WriteString("nonce", "0x1");
            json.WriteString("code", "0x" + Convert.ToHexStringLower(contract.Code));
        }

        if (!contract.Storage.IsEmpty)
        {
            json.WriteStartObject("state");
            foreach (var (slot, value) in contract.Storage)
            {
                json.WriteString(Hash256.FromUInt256(slot).ToString(), Hash256.FromUInt256(value).ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Quantity(ulong value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    private static string Quantity(in UInt256 value)
    {
        var digits = Convert.ToHexStringLower(value.ToBigEndianMinimal()).TrimStart('0');
        return digits.Length == 0 ? "0x0" : "0x" + digits;
    }
}
