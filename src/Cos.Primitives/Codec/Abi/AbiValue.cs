using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Primitives.Codec.Abi;

/// <summary>A value of some <see cref="AbiType"/>.</summary>
public abstract record AbiValue
{
    private AbiValue() { }

    /// <summary>A uint or int; a negative int is its two's complement word.</summary>
    /// <param name="Value">The word.</param>
    public sealed record Number(UInt256 Value) : AbiValue;

    /// <summary>An address.</summary>
    /// <param name="Value">The address.</param>
    public sealed record Account(Address Value) : AbiValue;

    /// <summary>A bool.</summary>
    /// <param name="Value">The truth.</param>
    public sealed record Flag(bool Value) : AbiValue;

    /// <summary>bytes or bytesN.</summary>
    /// <param name="Value">The bytes.</param>
    public sealed record Bytes(ReadOnlyMemory<byte> Value) : AbiValue;

    /// <summary>A string.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : AbiValue;

    /// <summary>The elements of a list or the members of a tuple.</summary>
    /// <param name="Items">In order.</param>
    public sealed record List(ImmutableArray<AbiValue> Items) : AbiValue;
}
