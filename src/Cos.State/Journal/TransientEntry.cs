using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Journal;

/// <summary>One slot of transient storage (EIP-1153).</summary>
internal struct TransientEntry : IWordKeyed
{
    /// <summary>The slot's number.</summary>
    internal UInt256 Key;

    /// <summary>The value now.</summary>
    internal UInt256 Value;

    /// <inheritdoc/>
    public void SetKey(in UInt256 key) => Key = key;

    /// <inheritdoc/>
    public readonly bool HasKey(in UInt256 key) => Key == key;

    /// <inheritdoc/>
    public readonly uint KeyHash() => TableHash.Of(Key);
}
