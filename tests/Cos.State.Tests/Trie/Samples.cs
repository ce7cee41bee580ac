using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Tests.Trie;

/// <summary>Small worlds to prove and to change.</summary>
internal static class Samples
{
    internal static Address Someone(ulong number) => Address.FromLow(0x1_0000 + number);

    internal static GenesisAccount Account(ulong number, int slots) => new(
        Someone(number),
        1000 + number,
        number % 3,
        number % 4 == 0 ? new byte[] { 0x60, (byte)number } : default(ReadOnlyMemory<byte>),
        [.. Enumerable.Range(0, slots).Select(slot => ((UInt256)(ulong)slot, (UInt256)(ulong)(slot + 1) << 8 * (slot % 31)))]);

    internal static MemoryState World(int accounts)
    {
        var state = new MemoryState();
        state.Put(Enumerable.Range(0, accounts).Select(i => Account((ulong)i, i % 7 == 0 ? 40 : i % 3)));
        return state;
    }
}
