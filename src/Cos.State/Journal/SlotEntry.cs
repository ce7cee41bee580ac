using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>One storage slot during a block.</summary>
internal struct SlotEntry : IWordKeyed
{
    private UInt256 _key;

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
    public UInt256 Key { readonly get => _key; set => _key = value; }
}
