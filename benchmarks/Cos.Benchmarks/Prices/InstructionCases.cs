namespace Cos.Benchmarks.Prices;

/// <summary>Instructions of the interpreter, each many times a round, for the comparison with precompiles.</summary>
internal static class InstructionCases
{
    private const int Copies = 100;
    private const byte Pop = 0x50, Keccak = 0x20, Push32 = 0x7f, MemoryLoad = 0x51, MemoryStore = 0x52, CallDataCopy = 0x37, Push0 = 0x5f;
    private static readonly byte[] Big = [Push32, .. Enumerable.Repeat((byte)0xfd, 32)];
    private static readonly byte[] Half = [0x6f, .. Enumerable.Repeat((byte)0xfb, 16)];

    /// <summary>All of them.</summary>
    internal static IEnumerable<PricedCase> All()
    {
        yield return Of("ADD", "", [.. Big, .. Big, 0x01, Pop]);
        yield return Of("MUL", "", [.. Big, .. Big, 0x02, Pop]);
        yield return Of("DIV", "256 bits by 128", [.. Half, .. Big, 0x04, Pop]);
        yield return Of("MULMOD", "256 bits", [.. Big, .. Half, .. Big, 0x09, Pop]);
        yield return Of("EXP", "exponent of 32 bytes", [.. Big, .. Big, 0x0a, Pop]);
        yield return Of("JUMPDEST", "", [0x5b]);
        yield return Of("MLOAD, MSTORE", "", [Push0, MemoryLoad, Push0, MemoryStore]);
        yield return Of("CALLDATACOPY", "32 KiB", [.. LoopCode.Push(32_768), Push0, Push0, CallDataCopy]);
        foreach (var size in new ulong[] { 32, 136, 1024, 100_000 })
        {
            yield return Of("KECCAK256", $"{size} bytes", [.. LoopCode.Push(size), Push0, Keccak, Pop]);
        }
    }

    private static PricedCase Of(string group, string input, byte[] body)
    {
        byte[] copies = [.. Enumerable.Range(0, Copies).SelectMany(_ => body)];
        return new PricedCase(group, input, rounds => LoopCode.Rounds(copies, rounds), new byte[100_000], Copies, null);
    }
}
