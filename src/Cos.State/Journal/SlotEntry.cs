using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Journal;

/// <summary>One storage slot during a block.</summary>
internal struct SlotEntry : IWordKeyed
{
    /// <summary>The slot's number.</summary>
    internal UInt256 Key;

    /// <summary>The value in the parent state.</summary>
    internal UInt256 Parent;

    /// <summary>The value at the start of transaction <see cref="OriginalGeneration"/>.</summary>
    internal UInt256 Original;

    /// <summary>The value now.</summary>
    internal UInt256 Current;

    /// <summary>The transaction that <see cref="Original"/> is of; in any other, Original is Current.</summary>
    internal uint OriginalGeneration;

    /// <summary>The transaction in which the slot is warm (EIP-2929).</summary>
    internal uint WarmGeneration;

    /// <summary>Whether the parent state was asked.</summary>
    internal bool IsLoaded;

    /// <inheritdoc/>
    public void SetKey(in UInt256 key) => Key = key;

    /// <inheritdoc/>
    public readonly bool HasKey(in UInt256 key) => Key == key;

    /// <inheritdoc/>
    public readonly uint KeyHash() => TableHash.Of(Key);
}
