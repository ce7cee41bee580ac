namespace Cos.Vm.Compiler.Emit;

/// <summary>The locals that every chunk has, in the order in which they are declared.</summary>
internal static class Special
{
    /// <summary>Address of the stack's top word where the region began.</summary>
    internal const int Top = 0;

    /// <summary>Gas left, less what the running block has still to spend.</summary>
    internal const int Gas = 1;

    /// <summary>The frame's memory.</summary>
    internal const int Memory = 2;

    /// <summary>Reference to the first byte of it.</summary>
    internal const int Start = 3;

    /// <summary>Bytes of it in use.</summary>
    internal const int Size = 4;

    /// <summary>The block to go to next.</summary>
    internal const int Target = 5;

    /// <summary>How many there are; limbs come after them.</summary>
    internal const int Count = 6;
}
