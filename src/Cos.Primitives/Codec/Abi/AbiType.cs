using System.Collections.Immutable;
using System.Globalization;

namespace Cos.Primitives.Codec.Abi;

/// <summary>A type of Solidity's contract ABI.</summary>
public abstract record AbiType
{
    /// <summary>Bytes of an ABI word.</summary>
    public const int WordBytes = 32;
    /// <summary>The most lists and tuples inside one another.</summary>
    public const int DepthMax = 8;
    /// <summary>The longest fixed list.</summary>
    public const int FixedCountMax = 1024;
    /// <summary>The largest head of a type.</summary>
    public const int HeadBytesMax = 1 << 20;

    private AbiType() { }

    /// <summary>uint256.</summary>
    public static readonly AbiType UInt256 = new Unsigned(256);
    /// <summary>address.</summary>
    public static readonly AbiType Address = new Account();
    /// <summary>bool.</summary>
    public static readonly AbiType Bool = new Flag();
    /// <summary>bytes32.</summary>
    public static readonly AbiType Bytes32 = new FixedBytes(32);
    /// <summary>bytes.</summary>
    public static readonly AbiType Bytes = new DynamicBytes();
    /// <summary>string.</summary>
    public static readonly AbiType String = new Text();

    /// <summary>Whether the value sits in the tail, behind an offset.</summary>
    public abstract bool IsDynamic { get; }
    /// <summary>Bytes in the head: one word for a dynamic type, all of the value for a static one.</summary>
    public abstract int HeadBytes { get; }
    /// <summary>The canonical name, as selectors hash it.</summary>
    public sealed override string ToString() => Name;
    /// <summary>The canonical name, as selectors hash it.</summary>
    protected abstract string Name { get; }

    /// <summary>uint8 to uint256.</summary>
    /// <param name="Bits">A multiple of 8.</param>
    public sealed record Unsigned(int Bits) : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => false;
        /// <inheritdoc/>
        public override int HeadBytes => WordBytes;
        /// <inheritdoc/>
        protected override string Name => string.Create(CultureInfo.InvariantCulture, $"uint{Bits}");
    }

    /// <summary>int8 to int256; values are two's complement words.</summary>
    /// <param name="Bits">A multiple of 8.</param>
    public sealed record Signed(int Bits) : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => false;
        /// <inheritdoc/>
        public override int HeadBytes => WordBytes;
        /// <inheritdoc/>
        protected override string Name => string.Create(CultureInfo.InvariantCulture, $"int{Bits}");
    }

    /// <summary>address.</summary>
    public sealed record Account : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => false;
        /// <inheritdoc/>
        public override int HeadBytes => WordBytes;
        /// <inheritdoc/>
        protected override string Name => "address";
    }

    /// <summary>bool.</summary>
    public sealed record Flag : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => false;
        /// <inheritdoc/>
        public override int HeadBytes => WordBytes;
        /// <inheritdoc/>
        protected override string Name => "bool";
    }

    /// <summary>bytes1 to bytes32.</summary>
    /// <param name="Length">How many.</param>
    public sealed record FixedBytes(int Length) : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => false;
        /// <inheritdoc/>
        public override int HeadBytes => WordBytes;
        /// <inheritdoc/>
        protected override string Name => string.Create(CultureInfo.InvariantCulture, $"bytes{Length}");
    }

    /// <summary>bytes.</summary>
    public sealed record DynamicBytes : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => true;
        /// <inheritdoc/>
        public override int HeadBytes => WordBytes;
        /// <inheritdoc/>
        protected override string Name => "bytes";
    }

    /// <summary>string: UTF-8.</summary>
    public sealed record Text : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => true;
        /// <inheritdoc/>
        public override int HeadBytes => WordBytes;
        /// <inheritdoc/>
        protected override string Name => "string";
    }

    /// <summary>T[].</summary>
    /// <param name="Element">T.</param>
    public sealed record List(AbiType Element) : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => true;
        /// <inheritdoc/>
        public override int HeadBytes => WordBytes;
        /// <inheritdoc/>
        protected override string Name => $"{Element}[]";
    }

    /// <summary>T[k].</summary>
    /// <param name="Element">T.</param>
    /// <param name="Count">k, at least 1.</param>
    public sealed record FixedList(AbiType Element, int Count) : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => Element.IsDynamic;
        /// <inheritdoc/>
        public override int HeadBytes => IsDynamic ? WordBytes : Element.HeadBytes * Count;
        /// <inheritdoc/>
        protected override string Name => string.Create(CultureInfo.InvariantCulture, $"{Element}[{Count}]");
    }

    /// <summary>A tuple, which is how the ABI writes a struct.</summary>
    /// <param name="Members">At least one.</param>
    public sealed record Tuple(ImmutableArray<AbiType> Members) : AbiType
    {
        /// <inheritdoc/>
        public override bool IsDynamic => Members.Any(m => m.IsDynamic);
        /// <inheritdoc/>
        public override int HeadBytes => IsDynamic ? WordBytes : Members.Sum(m => m.HeadBytes);
        /// <inheritdoc/>
        protected override string Name => $"({string.Join(',', Members)})";
    }
}
