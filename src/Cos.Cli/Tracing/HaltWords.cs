using Cos.Primitives;
using Cos.Vm;

namespace Cos.Cli.Tracing;

/// <summary>Halts in the words that EVM tools use.</summary>
internal static class HaltWords
{
    /// <summary>Why execution ended, for people.</summary>
    public static string Of(Halt halt) => halt switch
    {
        Halt.Success => "success",
        Halt.Revert => "execution reverted",
        Halt.OutOfGas => "out of gas",
        Halt.StackUnderflow => "stack underflow",
        Halt.StackOverflow => "stack overflow",
        Halt.InvalidJump => "invalid jump destination",
        Halt.UndefinedInstruction => "undefined opcode",
        Halt.DesignatedInvalid => "invalid opcode: INVALID",
        Halt.StaticViolation => "write in a static call",
        Halt.ReturnDataOutOfBounds => "return data out of bounds",
        Halt.InsufficientBalance => "insufficient balance for transfer",
        Halt.DepthExceeded => "max call depth exceeded",
        Halt.NonceAtMax => "nonce at its maximum",
        Halt.CreateCollision => "contract address collision",
        Halt.CodePrefixRefused => "invalid code: must not begin with 0xef",
        Halt.CodeTooLarge => "max code size exceeded",
        Halt.InitCodeTooLarge => "max initcode size exceeded",
        Halt.PrecompileFailure => "precompile refused its input",
        Halt.ReservedAccount => "reserved account takes no value",
        Halt.Interrupted => "interrupted",
        Halt.Unspecified => throw new InvariantBrokenException("a message that ended has a reason"),
    };
}
