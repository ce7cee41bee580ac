using Cos.Chain.Queries;
using Cos.Execution.Simulation;
using Cos.Execution.Validation;
using Cos.Primitives.Codec.Abi;
using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Rpc.Methods;

/// <summary>Why a simulated call failed, in geth's words.</summary>
internal static class CallErrors
{
    /// <summary>A call that ran and failed; reverts carry their data.</summary>
    internal static RpcError Of(Halt halt, ReadOnlyMemory<byte> output, string timeLimit)
    {
        if (halt == Halt.Interrupted) return RpcError.Server($"execution aborted (timeout = {timeLimit})");
        if (halt != Halt.Revert) return RpcError.Server(WordsOf(halt));
        RevertReason.TryDecode(output.Span, out string? reason);
        string words = WordsOf(halt);
        return new RpcError(RpcError.RevertCode, reason is null ? words : $"{words}: {reason}") { Bytes = output };
    }

    /// <summary>A call that could not start, with the most gas that a call may have here.</summary>
    internal static RpcError Of(TxRejection rejection, CallArguments call, StateAt state, ulong gasMax)
    {
        string words = rejection switch
        {
            TxRejection.InsufficientFunds => InsufficientFunds(call, state),
            TxRejection.FeeCapBelowBaseFee =>
                $"max fee per gas less than block base fee: address {AddressText.Checksummed(call.From)}, maxFeePerGas: {call.MaxFeePerGas}, baseFee: {state.Header.BaseFeePerGas ?? UInt256.Zero}",
            _ => RejectionWords.Of(rejection),
        };
        return RpcError.Server($"err: {words} (supplied gas {Math.Min(call.Gas ?? gasMax, gasMax)})");
    }

    /// <summary>What a halt is called.</summary>
    internal static string WordsOf(Halt halt) => halt switch
    {
        Halt.Revert => "execution reverted",
        Halt.OutOfGas => "out of gas",
        Halt.StackUnderflow => "stack underflow",
        Halt.StackOverflow => "stack limit reached 1024",
        Halt.InvalidJump => "invalid jump destination",
        Halt.UndefinedInstruction => "invalid opcode",
        Halt.DesignatedInvalid => "invalid opcode: INVALID",
        Halt.StaticViolation => "write protection",
        Halt.ReturnDataOutOfBounds => "return data out of bounds",
        Halt.InsufficientBalance => "insufficient balance for transfer",
        Halt.DepthExceeded => "max call depth exceeded",
        Halt.NonceAtMax => "nonce uint64 overflow",
        Halt.CreateCollision => "contract address collision",
        Halt.CodePrefixRefused => "invalid code: must not begin with 0xef",
        Halt.CodeTooLarge => "max code size exceeded",
        Halt.InitCodeTooLarge => "max initcode size exceeded",
        Halt.PrecompileFailure => "precompile failed",
        Halt.ReservedAccount => "execution reverted: value sent to a reserved system account",
        Halt.Interrupted => "execution aborted",
        Halt.Success or Halt.Unspecified => "execution failed",
    };

    private static string InsufficientFunds(CallArguments call, StateAt state)
    {
        UInt256 have = state.View.TryGetAccount(call.From, out Account account) ? account.Balance : UInt256.Zero;
        bool fits = UInt256.TryMultiply(call.MaxFeePerGas, call.Gas ?? 0, out UInt256 cost) & UInt256.TryAdd(in cost, call.Value, out UInt256 want);
        return $"insufficient funds for gas * price + value: address {AddressText.Checksummed(call.From)} have {have} want {(fits ? want.ToString() : "more than 2^256")}";
    }
}
