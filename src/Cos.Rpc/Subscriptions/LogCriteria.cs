using Cos.Chain.Ports;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Subscriptions;

/// <summary>Which logs a client asks for, before its block names are looked up.</summary>
/// <param name="Query">Addresses and topics; its heights are not set.</param>
/// <param name="From">The first block, or null where not said.</param>
/// <param name="To">The last block, or null where not said.</param>
/// <param name="Block">The only block, or null for a range.</param>
internal sealed record LogCriteria(LogQuery Query, BlockSelector? From, BlockSelector? To, BlockHash? Block)
{
    /// <summary>What a filter or a subscription watches: named heights bound it, tags do not, since blocks still to come are meant.</summary>
    internal LogQuery Watched => Query with
    {
        FromNumber = From is { Tag: BlockTag.Number } from ? from.Number : 0,
        ToNumber = To is { Tag: BlockTag.Number } to ? to.Number : ulong.MaxValue,
    };
}
