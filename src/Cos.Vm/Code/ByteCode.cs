using Cos.Primitives.Values;
using Cos.Vm.Compiler;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Code;

/// <summary>Code made ready to run: padded with STOP so that reading an operand or stepping past the end needs no check, and its jump destinations marked.</summary>
public sealed class ByteCode
{
    // The longest operand, the STOP after it, and room to read eight bytes from there.
    private const int Padding = 48;

    /// <summary>No code.</summary>
    public static readonly ByteCode Empty = new([]);

    private readonly byte[] _padded;
    private readonly byte[] _jumpMap;
    private CompiledSlot? _slot;

    /// <summary>Copies and analyses code.</summary>
    public ByteCode(ReadOnlySpan<byte> code)
    {
        Length = code.Length;
        _padded = new byte[code.Length + Padding];
        code.CopyTo(_padded);
        _jumpMap = new byte[(code.Length >> 3) + 1];
        MarkJumpDestinations(code, _jumpMap);
        if (Delegation.TryRead(code, out var target))
        {
            Delegate = target;
        }
    }

    /// <summary>Bytes of code, without the padding.</summary>
    public int Length { get; }

    /// <summary>Where the code is an EIP-7702 designator: the account whose code runs.</summary>
    public Address? Delegate { get; }

    /// <summary>The code itself.</summary>
    public ReadOnlySpan<byte> Bytes => _padded.AsSpan(0, Length);

    /// <summary>Memory this holds, for the cache's bound.</summary>
    public int Footprint => _padded.Length + _jumpMap.Length;

    /// <summary>The code's hash, where it is known: initialisation code has none.</summary>
    public Hash256? Hash { get; init; }

    internal byte[] Padded => _padded;

    /// <summary>The code compiled, from when there is such until it is given up.</summary>
    internal CompiledCode? Compiled
    {
        get => _slot?.Code;
        set => _slot = value?.Slot;
    }

    /// <summary>Gas it has burnt since it was last offered for compilation.</summary>
    internal long GasBurnt { get; set; }

    /// <summary>Whether a jump may go to <paramref name="offset"/>.</summary>
    public bool IsJumpDestination(ulong offset)
    {
        // One bit a byte of code, lowest first; no bit past the end is set, so the map's own bound is enough.
        var map = _jumpMap;
        var index = offset >> 3;
        return index < (ulong)map.Length && (map[index] >> (int)(offset & 7) & 1) != 0;
    }

    private static void MarkJumpDestinations(ReadOnlySpan<byte> code, byte[] map)
    {
        for (var i = 0; i < code.Length; i++)
        {
            var op = code[i];
            if (op == Op.JumpDest)
            {
                map[i >> 3] |= (byte)(1 << (i & 7));
            }
            else if (op is >= Op.Push1 and <= Op.Push32)
            {
                i += op - Op.Push0; // an operand is no instruction, whatever its bytes
            }
        }
    }
}
