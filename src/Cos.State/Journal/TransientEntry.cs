using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>One slot of transient storage (EIP-1153).</summary>
internal struct TransientEntry : IWordKeyed
{
    private UInt256 _key;

    /// <summary>The value now.</summary>
    internal UInt256 Value;

    /// <inheritdoc/>
    public UInt256 Key { readonly get => _key; set => _key = value; }
}
