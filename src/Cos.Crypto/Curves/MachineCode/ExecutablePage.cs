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
        if (!TryFind("mmap", out var map) || !TryFind("mprotect", out _))
        {
            return 0;
        }

        var memory = ((delegate* unmanaged<nint, nint, int, int, int, nint, nint>)map)(0, size, Read | Write, PrivateAnonymous, -1, 0);
        return memory == Failed ? 0 : memory;
    }

    /// <summary>Makes the memory executable; false where the system forbids it.</summary>
    internal static bool TrySeal(nint memory, nint size) =>
        TryFind("mprotect", out var protect) && ((delegate* unmanaged<nint, nint, int, int>)protect)(memory, size, Read | Execute) == 0;

    private static bool TryFind(string name, out nint function) => NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out function);
}
