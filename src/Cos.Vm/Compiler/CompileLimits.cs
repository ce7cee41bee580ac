namespace Cos.Vm.Compiler;

/// <summary>How much is compiled. No result depends on it.</summary>
internal static class CompileLimits
{
    /// <summary>IL bytes after which a chunk is ended at the next block border. Beyond 60,000 the runtime gives up optimising, silently.</summary>
    internal const int ChunkIlBytesMax = 24_000;

    /// <summary>Uses of locals after which a chunk is ended. Beyond 8,000 the runtime gives up optimising.</summary>
    internal const int ChunkLocalUsesMax = 6_000;

    /// <summary>Places to jump to after which a chunk is ended. Beyond 2,000 basic blocks of IL, about two a place, the runtime gives up optimising.</summary>
    internal const int ChunkPlacesMax = 800;

    /// <summary>IL bytes for each byte of code above which code is refused: none that was written by a person or a compiler is like that.</summary>
    internal const int IlBytesPerCodeByteMax = 50;

    /// <summary>The same for code without a jump: it runs from start to end, and what it becomes is fetched from afar each time.</summary>
    internal const int IlBytesPerStraightByteMax = 30;

    /// <summary>Jumps from chunk to chunk that any code may have.</summary>
    internal const int HopsFree = 64;

    /// <summary>Gas that code has for each jump from chunk to chunk, at least; below that, hopping costs more than interpreting.</summary>
    internal const int GasPerHopMin = 40;

    /// <summary>IL bytes that any code may become, however short it is.</summary>
    internal const int IlBytesFree = 60_000;
}
