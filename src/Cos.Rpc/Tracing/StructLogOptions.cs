namespace Cos.Rpc.Tracing;

/// <summary>What the log of instructions shows of each.</summary>
internal sealed record StructLogOptions
{
    /// <summary>Memory before the instruction.</summary>
    internal bool EnableMemory { get; init; }

    /// <summary>No stack.</summary>
    internal bool DisableStack { get; init; }

    /// <summary>No slots of the storage seen so far.</summary>
    internal bool DisableStorage { get; init; }

    /// <summary>What the frame's last call returned.</summary>
    internal bool EnableReturnData { get; init; }

    /// <summary>The most instructions shown; zero for all.</summary>
    internal long Limit { get; init; }
}
