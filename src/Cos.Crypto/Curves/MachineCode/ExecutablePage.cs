using System.Runtime.InteropServices;

namespace Cos.Crypto.Curves.MachineCode;

/// <summary>Memory for machine code on Linux: written first, then made executable and never written again. It lives as long as the process.</summary>
internal static unsafe class ExecutablePage
{
    private const int Read = 1;
    private const int Write = 2;
    private const int Execute = 4;
    private const int PrivateAnonymous = 0x22;
    private const nint Failed = -1;

    /// <summary>Reserves writable memory, or answers zero.</summary>
    internal static nint Reserve(nint size)
    {
        var map = (delegate* unmanaged<nint, nint, int, int, int, nint, nint>)Function("mmap");
        var memory = map(0, size, Read | Write, PrivateAnonymous, -1, 0);
        return memory == Failed ? 0 : memory;
    }

    /// <summary>Makes the memory executable; false where the system forbids it.</summary>
    internal static bool TrySeal(nint memory, nint size) =>
        ((delegate* unmanaged<nint, nint, int, int>)Function("mprotect"))(memory, size, Read | Execute) == 0;

    private static nint Function(string name) => NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), name);
}
