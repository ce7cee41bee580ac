namespace Cos.Vm.Opcodes;

/// <summary>Gas that depends on operands or on the state: what <see cref="OpcodeTable"/> cannot say. Names follow the Yellow Paper, appendix G.</summary>
public static class GasCost
{
    /// <summary>EIP-2929: added to a warm access where the account was cold (2600 in all).</summary>
    public const long ColdAccountExtra = 2500;

    /// <summary>EIP-2929: a cold account where no warm access is in the base cost (SELFDESTRUCT's beneficiary, an EIP-7702 delegate).</summary>
    public const long ColdAccount = 2600;

    /// <summary>EIP-2929: a warm account or slot.</summary>
    public const long WarmAccess = 100;

    /// <summary>EIP-2929: added by SLOAD where the slot was cold (2100 in all).</summary>
    public const long ColdSlotLoadExtra = 2000;

    /// <summary>EIP-2929: added by SSTORE where the slot was cold.</summary>
    public const long ColdSlot = 2100;

    /// <summary>EIP-2200: SSTORE that fills an empty slot.</summary>
    public const long StorageSet = 20_000;

    /// <summary>EIP-2200 less EIP-2929's cold part: SSTORE that changes a slot for the first time.</summary>
    public const long StorageReset = 2_900;

    /// <summary>EIP-3529: refund for emptying a slot.</summary>
    public const long StorageClearRefund = 4_800;

    /// <summary>EIP-2200: SSTORE fails with this much gas or less, so that a stipend never pays for a write.</summary>
    public const long StorageSentry = 2_300;

    /// <summary>A call that moves value.</summary>
    public const long CallValue = 9_000;

    /// <summary>What a call that moves value gives its callee on top.</summary>
    public const long CallStipend = 2_300;

    /// <summary>A call or self-destruction that moves value to an account that is dead (EIP-161).</summary>
    public const long NewAccount = 25_000;

    /// <summary>A byte of deployed code.</summary>
    public const long CodeByte = 200;

    /// <summary>EIP-3860: a word of initialisation code.</summary>
    public const long InitCodeWord = 2;

    /// <summary>A word hashed by KECCAK256 or CREATE2.</summary>
    public const long HashWord = 6;

    /// <summary>A word copied by the …COPY instructions.</summary>
    public const long CopyWord = 3;

    /// <summary>A byte of a log's payload.</summary>
    public const long LogByte = 8;

    /// <summary>EIP-160: a byte of EXP's exponent.</summary>
    public const long ExpByte = 50;

    /// <summary>A word of memory, the linear part.</summary>
    public const long MemoryWord = 3;

    /// <summary>Memory's quadratic part is words² over this.</summary>
    public const long MemoryQuadraticDivisor = 512;

    /// <summary>Words that hold <paramref name="bytes"/>.</summary>
    public static long Words(long bytes) => (bytes + 31) >> 5;

    /// <summary>EIP-150: the most a caller with <paramref name="gas"/> may hand down, all but one 64th.</summary>
    public static long AllButOne64th(long gas) => gas - (gas >> 6);
}
