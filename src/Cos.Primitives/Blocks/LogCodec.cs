using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Primitives.Blocks;

/// <summary>The RLP of logs: each [address, [topics], payload].</summary>
public static class LogCodec
{
    /// <summary>The most topics of a log (LOG4).</summary>
    public const int TopicsMax = 4;

    /// <summary>Writes a list of logs.</summary>
    public static void Write(ReadOnlySpan<Log> logs, RlpWriter writer)
    {
        writer.StartList();
        foreach (Log log in logs)
        {
            writer.StartList();
            writer.Write(log.Address);
            writer.StartList();
            foreach (Hash256 topic in log.Topics) writer.Write(topic);
            writer.EndList();
            writer.Write(log.Payload.Span);
            writer.EndList();
        }

        writer.EndList();
    }

    /// <summary>Reads a list of logs.</summary>
    public static bool TryRead(ref RlpReader reader, out ImmutableArray<Log> logs)
    {
        logs = [];
        if (!reader.TryReadList(out RlpReader list)) return false;
        var read = ImmutableArray.CreateBuilder<Log>();
        while (!list.AtEnd)
        {
            if (!list.TryReadList(out RlpReader item) || !TryReadLog(ref item, out Log? log)) return false;
            read.Add(log);
        }

        logs = read.DrainToImmutable();
        return true;
    }

    private static bool TryReadLog(ref RlpReader item, [NotNullWhen(true)] out Log? log)
    {
        log = null;
        if (!item.TryReadAddress(out Address address) || !item.TryReadList(out RlpReader list)) return false;
        var topics = ImmutableArray.CreateBuilder<Hash256>(TopicsMax);
        while (!list.AtEnd)
        {
            if (topics.Count == TopicsMax || !list.TryReadHash(out Hash256 topic)) return false;
            topics.Add(topic);
        }

        if (!item.TryReadBytes(out ReadOnlySpan<byte> payload) || !item.AtEnd) return false;
        log = new Log(address, topics.DrainToImmutable(), payload.ToArray());
        return true;
    }
}
