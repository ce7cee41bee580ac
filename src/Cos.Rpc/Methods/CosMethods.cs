using System.Collections.Immutable;
using System.Text.Json;
using Cos.Chain.Queries;
using Cos.Contracts.Producers;
using Cos.Primitives.Schedule;
using Cos.Primitives.Values;
using Cos.Primitives.Votes;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>What only this chain has: who produces when, and what makes blocks final.</summary>
internal sealed class CosMethods(ChainQueries queries)
{
    private readonly TurnCalendar _calendar = new(queries.Spec.Dpos);

    /// <summary>The methods.</summary>
    internal IEnumerable<RpcMethod> All =>
    [
        RpcMethod.Light("cos_schedule", GetSchedule),
        RpcMethod.Light("cos_getCertificate", GetCertificate),
        RpcMethod.Light("cos_producers", GetProducers),
    ];

    private RpcError? GetSchedule(ref Arguments arguments, JsonSink sink)
    {
        if (!(arguments.OptionalCount(out ulong? asked) && arguments.End())) return arguments.Error;
        HeadSnapshot head = queries.Head;
        ulong round = asked ?? _calendar.RoundOfSlot(head.Slot);
        if (!new ProducersReader(head.State).TryGetSchedule(round, out RoundSchedule schedule))
        {
            sink.Null();
            return null;
        }

        ulong firstTurn = _calendar.FirstTurnOfRound(round), firstSlot = _calendar.FirstSlotOfTurn(firstTurn);
        sink.OpenObject();
        sink.Name("round"u8);
        sink.Quantity(round);
        sink.Name("epoch"u8);
        sink.Quantity(_calendar.EpochOf(round));
        sink.Name("firstSlot"u8);
        sink.Quantity(firstSlot);
        sink.Name("startMilliseconds"u8);
        sink.Quantity(_calendar.SlotStart(firstSlot).Value);
        sink.Name("slotsPerTurn"u8);
        sink.Quantity(_calendar.SlotsPerTurn);
        sink.Name("turns"u8);
        sink.OpenArray();
        for (ulong turn = firstTurn; turn < firstTurn + _calendar.TurnsPerRound; turn++) WriteTurn(sink, schedule, turn);
        sink.CloseArray();
        sink.Name("standbys"u8);
        WriteAddresses(sink, schedule.Standbys);
        sink.CloseObject();
        return null;
    }

    private static void WriteTurn(JsonSink sink, RoundSchedule schedule, ulong turn)
    {
        sink.OpenObject();
        sink.Name("turn"u8);
        sink.Quantity(turn);
        sink.Name("producer"u8);
        sink.Bytes(schedule.PrimaryOf(turn));
        sink.Name("standby"u8);
        if (schedule.StandbyOf(turn) is { } standby) sink.Bytes(in standby);
        else sink.Null();
        sink.CloseObject();
    }

    private RpcError? GetCertificate(ref Arguments arguments, JsonSink sink)
    {
        if (!(TryReadInstance(ref arguments, out ulong? instance) && arguments.End())) return arguments.Error;
        Certificate? certificate = queries.Head.Certificate;
        if (instance is { } asked && !(certificate?.Instance == asked || queries.TryGetCertificate(asked, out certificate))) certificate = null;
        if (certificate is null) sink.Null();
        else WriteCertificate(sink, certificate);
        return null;
    }

    private static bool TryReadInstance(ref Arguments arguments, out ulong? instance)
    {
        instance = null;
        if (!arguments.Next()) return arguments.Error is null;
        if (arguments.Json.TokenType == JsonTokenType.String && arguments.Json.ValueTextEquals("latest"u8)) return true;
        if (!JsonScan.TryQuantity(ref arguments.Json, out ulong read)) return arguments.Fail("expected the number of an instance in hex with 0x prefix, or \"latest\"");
        instance = read;
        return true;
    }

    private static void WriteCertificate(JsonSink sink, Certificate certificate)
    {
        sink.OpenObject();
        sink.Name("chainId"u8);
        sink.Quantity(certificate.ChainId);
        sink.Name("instance"u8);
        sink.Quantity(certificate.Instance);
        sink.Name("round"u8);
        sink.Quantity(certificate.Round);
        sink.Name("setHash"u8);
        sink.Bytes(certificate.SetHash);
        sink.Name("blockHash"u8);
        sink.Bytes(certificate.BlockHash);
        sink.Name("blockNumber"u8);
        sink.Quantity(certificate.BlockNumber);
        sink.Name("bitmap"u8);
        sink.Bytes(certificate.Bitmap.Span);
        sink.Name("signatures"u8);
        sink.OpenArray();
        foreach (ReadOnlyMemory<byte> signature in certificate.Signatures) sink.Bytes(signature.Span);
        sink.CloseArray();
        sink.CloseObject();
    }

    private RpcError? GetProducers(ref Arguments arguments, JsonSink sink)
    {
        if (!arguments.End()) return arguments.Error;
        var reader = new ProducersReader(queries.Head.State);
        ImmutableArray<BenchedProducer> benched = reader.Benched;
        VotingSet votingSet = reader.VotingSet;
        sink.OpenObject();
        sink.Name("seats"u8);
        WriteProducers(sink, reader, reader.Seats, benched);
        sink.Name("standbys"u8);
        WriteProducers(sink, reader, reader.Standbys, benched);
        sink.Name("votingSet"u8);
        sink.OpenObject();
        sink.Name("quorum"u8);
        sink.Quantity((ulong)votingSet.Quorum);
        sink.Name("members"u8);
        sink.OpenArray();
        foreach (VotingMember member in votingSet.Members)
        {
            sink.OpenObject();
            sink.Name("address"u8);
            sink.Bytes(member.Address);
            sink.Name("key"u8);
            sink.Bytes(member.Key);
            sink.CloseObject();
        }

        sink.CloseArray();
        sink.CloseObject();
        sink.CloseObject();
        return null;
    }

    private static void WriteProducers(JsonSink sink, ProducersReader reader, ImmutableArray<Address> addresses, ImmutableArray<BenchedProducer> benched)
    {
        sink.OpenArray();
        foreach (Address address in addresses)
        {
            sink.OpenObject();
            sink.Name("address"u8);
            sink.Bytes(in address);
            sink.Name("name"u8);
            sink.Text(reader.GetName(in address));
            sink.Name("key"u8);
            if (reader.TryGetKey(in address, out Hash256 key)) sink.Bytes(in key);
            else sink.Null();
            sink.Name("missedTurns"u8);
            sink.Quantity(reader.GetMissedTurns(in address));
            sink.Name("benched"u8);
            sink.Flag(benched.Any(one => one.Address == address));
            sink.CloseObject();
        }

        sink.CloseArray();
    }

    private static void WriteAddresses(JsonSink sink, ImmutableArray<Address> addresses)
    {
        sink.OpenArray();
        foreach (Address address in addresses) sink.Bytes(in address);
        sink.CloseArray();
    }
}
