namespace Cos.Rpc.Views;

/// <summary>JSON that holds a list, and where each of its items lies.</summary>
/// <param name="Json">The whole.</param>
/// <param name="Marks">Where each item, or the comma before it, begins; then where the last ends.</param>
internal sealed record RenderedList(byte[] Json, int[] Marks)
{
    /// <summary>Items in the list.</summary>
    internal int Count => Marks.Length - 1;

    /// <summary>Bytes held.</summary>
    internal long Bytes => Json.Length + ((long)Marks.Length * sizeof(int));

    /// <summary>One item.</summary>
    internal ReadOnlySpan<byte> Item(int index)
    {
        ReadOnlySpan<byte> item = Json.AsSpan(Marks[index]..Marks[index + 1]);
        return item[0] == (byte)',' ? item[1..] : item;
    }
}
