namespace Cos.Vm;

/// <summary>Why a message's execution ended. Only <see cref="Success"/> keeps its effects; only it, <see cref="Revert"/> and <see cref="ReservedAccount"/> keep gas.</summary>
public enum Halt
{
    /// <summary>Still running, or never run.</summary>
    Unspecified = 0,

    /// <summary>STOP, RETURN, SELFDESTRUCT or a finished precompile.</summary>
    Success,

    /// <summary>REVERT (EIP-140).</summary>
    Revert,

    /// <summary>The gas does not suffice for the next step, or memory would pass any bound.</summary>
    OutOfGas,

    /// <summary>An instruction wants more words than the stack has.</summary>
    StackUnderflow,

    /// <summary>The stack would pass 1024 words.</summary>
    StackOverflow,

    /// <summary>A jump to a byte that is no JUMPDEST.</summary>
    InvalidJump,

    /// <summary>A byte that is no instruction in these rules.</summary>
    UndefinedInstruction,

    /// <summary>INVALID, 0xfe (EIP-141).</summary>
    DesignatedInvalid,

    /// <summary>A write in a static call (EIP-214).</summary>
    StaticViolation,

    /// <summary>RETURNDATACOPY past the end (EIP-211).</summary>
    ReturnDataOutOfBounds,

    /// <summary>The caller cannot pay the value.</summary>
    InsufficientBalance,

    /// <summary>The call would be deeper than 1024; it is refused and its gas kept.</summary>
    DepthExceeded,

    /// <summary>The creator's nonce is at its end (EIP-2681); the creation is refused and its gas kept.</summary>
    NonceAtMax,

    /// <summary>The address of a creation has a nonce, code or storage (EIP-684, EIP-7610).</summary>
    CreateCollision,

    /// <summary>Deployed code begins with 0xef (EIP-3541).</summary>
    CodePrefixRefused,

    /// <summary>Deployed code is longer than the rules allow (EIP-170).</summary>
    CodeTooLarge,

    /// <summary>Initialisation code is longer than the rules allow (EIP-3860).</summary>
    InitCodeTooLarge,

    /// <summary>A precompile refused its input.</summary>
    PrecompileFailure,

    /// <summary>Credit rule: value was sent to a reserved system account (economy.md G3). Reverts.</summary>
    ReservedAccount,

    /// <summary>The caller's time limit was reached; never in a block.</summary>
    Interrupted,
}
