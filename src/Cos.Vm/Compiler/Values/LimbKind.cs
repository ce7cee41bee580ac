namespace Cos.Vm.Compiler.Values;

/// <summary>Where 64 bits of a word are while code is being compiled.</summary>
internal enum LimbKind
{
    /// <summary>Nowhere: a mistake of the compiler.</summary>
    Unspecified = 0,

    /// <summary>Known now.</summary>
    Constant,

    /// <summary>In a local of the method.</summary>
    Local,

    /// <summary>Still in the stack slot where it was found.</summary>
    Slot,

    /// <summary>Still in the frame's memory, big-endian.</summary>
    Memory,
}
