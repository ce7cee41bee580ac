using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.Primitives.Codec.Abi;

/// <summary>The four bytes that choose a method or name an error, as a big-endian number.</summary>
/// <param name="Value">The number.</param>
public readonly record struct AbiSelector(uint Value)
{
    /// <summary>Bytes of a selector.</summary>
    public const int Size = 4;

    /// <summary>The selector of a canonical signature, "transfer(address,uint256)".</summary>
    public static AbiSelector Of(string signature) => new(BinaryPrimitives.ReadUInt32BigEndian(TopicOf(signature).Bytes));

    /// <summary>The whole keccak of a canonical signature: an event's first topic.</summary>
    public static Hash256 TopicOf(string signature) => new(Keccak256.Hash(Encoding.UTF8.GetBytes(signature)));

    /// <summary>Reads the first four bytes of call data.</summary>
    public static bool TryRead(ReadOnlySpan<byte> callData, out AbiSelector selector)
    {
        bool read = BinaryPrimitives.TryReadUInt32BigEndian(callData, out uint value);
        selector = new AbiSelector(value);
        return read;
    }

    /// <summary>The selector followed by encoded arguments, in a new array.</summary>
    public byte[] Prepend(ReadOnlySpan<byte> arguments)
    {
        byte[] callData = new byte[Size + arguments.Length];
        BinaryPrimitives.WriteUInt32BigEndian(callData, Value);
        arguments.CopyTo(callData.AsSpan(Size));
        return callData;
    }

    /// <summary>"0x" and eight digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{Value:x8}");
}
