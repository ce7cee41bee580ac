using Cos.Primitives.Values;

namespace Cos.Vm.Code;

/// <summary>The EIP-7702 designator 0xef0100 ‖ address, the code of an account that runs another's code.</summary>
public static class Delegation
{
    /// <summary>Bytes of a designator.</summary>
    public const int Size = 23;

    private static ReadOnlySpan<byte> Prefix => [0xef, 0x01, 0x00];

    /// <summary>Reads the delegate out of a designator; false for any other code.</summary>
    public static bool TryRead(ReadOnlySpan<byte> code, out Address target)
    {
        var matches = code.Length == Size && code.StartsWith(Prefix);
        target = matches ? new Address(code[Prefix.Length..]) : Address.Zero;
        return matches;
    }

    /// <summary>Writes the designator of a delegate in a new array owned by the caller.</summary>
    public static byte[] Write(in Address target) => [.. Prefix, .. target.Bytes];
}
