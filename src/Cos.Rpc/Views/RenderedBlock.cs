using Cos.Chain.Ports;
using Cos.Rpc.Json;

namespace Cos.Rpc.Views;

/// <summary>The JSON forms of one block, each made when first asked for. A form made twice at once is the same both times.</summary>
internal sealed class RenderedBlock
{
    private volatile byte[]? _hashes;
    private volatile RenderedList? _full;
    private volatile RenderedList? _receipts;

    /// <summary>With transaction hashes, if made.</summary>
    internal byte[]? Hashes => _hashes;
    /// <summary>With transactions, if made.</summary>
    internal RenderedList? Full => _full;
    /// <summary>Its receipts, if made.</summary>
    internal RenderedList? Receipts => _receipts;

    internal byte[] MakeHashes(ExecutedBlock block)
    {
        using var sink = new JsonSink();
        BlockView.WriteHashes(sink, block);
        return _hashes = sink.Written.ToArray();
    }

    internal RenderedList MakeFull(ExecutedBlock block)
    {
        using var sink = new JsonSink();
        int[] marks = new int[block.Block.Transactions.Length + 1];
        BlockView.WriteFull(sink, block, marks);
        return _full = new RenderedList(sink.Written.ToArray(), marks);
    }

    internal RenderedList MakeReceipts(ExecutedBlock block)
    {
        using var sink = new JsonSink();
        int[] marks = new int[block.Receipts.Length + 1];
        BlockView.WriteReceipts(sink, block, marks);
        return _receipts = new RenderedList(sink.Written.ToArray(), marks);
    }
}
