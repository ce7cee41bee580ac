using System.Buffers.Binary;

namespace Cos.Benchmarks.Prices;

/// <summary>Writes the loops. The call data is the memory's beginning, and results go behind it.</summary>
internal static class LoopCode
{
    private const byte Add = 0x01, CallDataSize = 0x36, CallDataCopy = 0x37, Pop = 0x50, JumpIf = 0x57, Gas = 0x5a, Label = 0x5b,
        Push0 = 0x5f, Push1 = 0x60, Push2 = 0x61, Push3 = 0x62, Push4 = 0x63, Duplicate1 = 0x80, StaticCall = 0xfa;

    private const byte Not = 0x19;

    /// <summary>Calls an address with the whole call data, so many times.</summary>
    internal static byte[] Calls(int address, uint rounds)
    {
        byte[] call = [Push0, Push0, CallDataSize, Push0, Push2, (byte)(address >> 8), (byte)(address & 0xff), Gas, StaticCall, Pop];
        return Rounds(call, rounds);
    }

    /// <summary>Runs a piece of code that leaves the stack as it was.</summary>
    internal static byte[] Rounds(byte[] body, uint rounds)
    {
        Span<byte> count = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(count, rounds);
        byte[] head = [CallDataSize, Push0, Push0, CallDataCopy, Push4, .. count];
        var start = head.Length;
        return [.. head, Label, .. body, Push0, Not, Add, Duplicate1, Push3, 0, (byte)(start >> 8), (byte)start, JumpIf];
    }

    /// <summary>A constant on the stack.</summary>
    internal static byte[] Push(ulong number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        var digits = bytes.TrimStart((byte)0);
        return [(byte)(Push1 - 1 + digits.Length), .. digits];
    }
}
