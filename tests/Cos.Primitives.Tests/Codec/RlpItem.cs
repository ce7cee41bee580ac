using Cos.Primitives.Codec;

namespace Cos.Primitives.Tests.Codec;

/// <summary>An RLP item as a tree: a string, or a list of items.</summary>
internal sealed record RlpItem(byte[]? Bytes, RlpItem[]? Items)
{
    private const int DepthMax = 1_000;

    internal static RlpItem Of(params byte[] bytes) => new(bytes, null);

    internal static RlpItem ListOf(params RlpItem[] items) => new(null, items);

    internal static bool TryDecode(ReadOnlySpan<byte> encoded, out RlpItem item)
    {
        RlpReader reader = new(encoded);
        return TryRead(ref reader, DepthMax, out item) && reader.AtEnd;
    }

    internal void Write(RlpWriter writer)
    {
        if (Bytes is not null)
        {
            writer.Write(Bytes);
            return;
        }

        writer.StartList();
        foreach (RlpItem item in Items!) item.Write(writer);
        writer.EndList();
    }

    private static bool TryRead(ref RlpReader reader, int depth, out RlpItem item)
    {
        item = Of();
        if (depth == 0 || !reader.TryPeekIsList(out bool isList)) return false;
        if (!isList)
        {
            bool read = reader.TryReadBytes(out ReadOnlySpan<byte> bytes);
            item = Of(bytes.ToArray());
            return read;
        }

        if (!reader.TryReadList(out RlpReader inner)) return false;
        List<RlpItem> items = [];
        while (!inner.AtEnd)
        {
            if (!TryRead(ref inner, depth - 1, out RlpItem child)) return false;
            items.Add(child);
        }

        item = ListOf([.. items]);
        return true;
    }
}
