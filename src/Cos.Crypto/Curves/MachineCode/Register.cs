namespace Cos.Crypto.Curves.MachineCode;

/// <summary>A general register of x86-64.</summary>
/// <param name="Number">Its number in instructions.</param>
internal readonly record struct Register(byte Number)
{
    internal static Register Rax => new(0);

    internal static Register Rcx => new(1);

    internal static Register Rdx => new(2);

    internal static Register Rbx => new(3);

    internal static Register Rsp => new(4);

    internal static Register Rbp => new(5);

    internal static Register Rsi => new(6);

    internal static Register Rdi => new(7);

    internal static Register R8 => new(8);

    internal static Register R9 => new(9);

    internal static Register R10 => new(10);

    internal static Register R11 => new(11);

    internal static Register R12 => new(12);

    internal static Register R13 => new(13);

    internal static Register R14 => new(14);

    internal static Register R15 => new(15);

    /// <summary>The three bits that fit beside an operation.</summary>
    internal int Low => Number & 7;

    /// <summary>The fourth, which goes into a prefix.</summary>
    internal int High => Number >> 3;
}
