using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.Views;

namespace Cos.Rpc.Subscriptions;

/// <summary>A log on its way to clients; its JSON is made when the first wants it. Used under the fan's lock only.</summary>
internal sealed class ShownLog(Log log, Place place, TxHash transaction, ulong logIndex, bool removed)
{
    /// <summary>The log.</summary>
    internal Log Log => log;
    /// <summary>Its block's height.</summary>
    internal ulong BlockNumber => place.BlockNumber;

    /// <summary>Its JSON.</summary>
    internal byte[] Json
    {
        get
        {
            if (field is not null) return field;
            using var sink = new JsonSink();
            LogView.Write(sink, log, in place, transaction, logIndex, removed);
            return field = sink.Written.ToArray();
        }
    }
}
