using Cos.Primitives.Codec;
using Cos.Primitives.Values;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>EIP-4895: gwei that the consensus layer pays out to an account.</summary>
internal sealed record Withdrawal(ulong Index, ulong Validator, Address Address, ulong Gwei)
{
    public UInt256 Wei => (UInt256)Gwei * (UInt256)1_000_000_000UL;

    public static bool TryRead(ref RlpReader reader, out Withdrawal withdrawal)
    {
        withdrawal = new Withdrawal(0, 0, default, 0);
        if (!reader.TryReadList(out var fields)) return false;
        if (!fields.TryReadUInt64(out ulong index) || !fields.TryReadUInt64(out ulong validator)) return false;
        if (!fields.TryReadAddress(out var address) || !fields.TryReadUInt64(out ulong gwei)) return false;
        withdrawal = new Withdrawal(index, validator, address, gwei);
        return fields.AtEnd;
    }

    public void Write(RlpWriter writer)
    {
        writer.StartList();
        writer.Write(Index);
        writer.Write(Validator);
        writer.Write(Address);
        writer.Write(Gwei);
        writer.EndList();
    }
}
