using System.Buffers;
using System.Text.Json;
using Cos.Primitives.Values;

namespace Cos.Primitives.Rules;

/// <summary>Turns a spec into genesis JSON with every parameter written out.</summary>
internal static class GenesisWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A fee rule as the file names it.</summary>
    internal static string NameOf(FeeRule rule) => rule switch
    {
        FeeRule.Credit => "credit",
        FeeRule.Ethereum => "ethereum",
        FeeRule.Unspecified => throw new InvariantBrokenException("a chain has a fee rule"),
    };

    internal static byte[] Write(ChainSpec spec)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteStartObject("config");
            json.WriteNumber("chainId", spec.Rules.ChainId);
            WriteCos(json, spec);
            json.WriteEndObject();
            json.WriteNumber("timestamp", spec.Dpos.GenesisMilliseconds / 1000);
            json.WriteNumber("gasLimit", spec.GasLimit);
            json.WriteString("baseFeePerGas", spec.BaseFeePerGas.ToString());
            json.WriteString("mixHash", spec.Seed.ToString());
            json.WriteStartObject("alloc");
            foreach (GenesisAccount account in spec.Alloc) WriteAccount(json, account);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteCos(Utf8JsonWriter json, ChainSpec spec)
    {
        json.WriteStartObject("cos");
        json.WriteString("name", spec.Name);
        json.WriteString("feeRule", NameOf(spec.Rules.FeeRule));
        json.WriteNumber("baseFeeChangeDenominator", spec.Rules.BaseFeeChangeDenominator);
        json.WriteNumber("elasticityMultiplier", spec.Rules.ElasticityMultiplier);
        json.WriteString("baseFeeFloor", spec.Rules.BaseFeeFloor.ToString());
        json.WriteNumber("transactionGasMax", spec.Rules.TransactionGasMax);
        json.WriteNumber("codeBytesMax", spec.Rules.CodeBytesMax);
        json.WriteNumber("initCodeBytesMax", spec.Rules.InitCodeBytesMax);
        json.WriteNumber("blockBytesMax", spec.Rules.BlockBytesMax);
        json.WriteNumber("genesisMilliseconds", spec.Dpos.GenesisMilliseconds);
        json.WriteNumber("slotMilliseconds", spec.Dpos.SlotMilliseconds);
        json.WriteNumber("slotsPerTurn", spec.Dpos.SlotsPerTurn);
        json.WriteNumber("seats", spec.Dpos.Seats);
        json.WriteNumber("standbys", spec.Dpos.Standbys);
        json.WriteNumber("epochMinutes", spec.Dpos.EpochMinutes);
        json.WriteNumber("benchAfterMissedTurns", spec.Dpos.BenchAfterMissedTurns);
        json.WriteNumber("clockDriftMillisecondsMax", spec.Dpos.ClockDriftMillisecondsMax);
        json.WriteNumber("unstakeDelayDays", spec.Dpos.UnstakeDelayDays);
        json.WriteNumber("reorgBlocks", spec.Dpos.ReorgBlocks);
        WriteProducers(json, "seatHolders", spec.Seats.AsSpan());
        WriteProducers(json, "standbyHolders", spec.Standbys.AsSpan());
        json.WriteEndObject();
    }

    private static void WriteProducers(Utf8JsonWriter json, string name, ReadOnlySpan<GenesisProducer> producers)
    {
        json.WriteStartArray(name);
        foreach (GenesisProducer producer in producers)
        {
            json.WriteStartObject();
            json.WriteString("name", producer.Name);
            json.WriteString("address", producer.Address.ToChecksumString());
            json.WriteString("key", producer.Key.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes one account under its address.</summary>
    internal static void WriteAccount(Utf8JsonWriter json, GenesisAccount account)
    {
        json.WriteStartObject(account.Address.ToString());
        json.WriteString("balance", account.Balance.ToString());
        if (account.Nonce != 0) json.WriteNumber("nonce", account.Nonce);
        if (!account.Code.IsEmpty) json.WriteString("code", Hex.Encode(account.Code.Span));
        if (!account.Storage.IsEmpty)
        {
            json.WriteStartObject("storage");
            foreach ((UInt256 slot, UInt256 value) in account.Storage) json.WriteString(slot.ToHex(), value.ToHex());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
