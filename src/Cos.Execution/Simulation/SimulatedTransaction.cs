using Cos.Execution.Blocks;
using Cos.Execution.Validation;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;

namespace Cos.Execution.Simulation;

/// <summary>A call as the transaction that it would be, under a signature of zeros, and the rules that still hold for it.</summary>
internal static class SimulatedTransaction
{
    private static readonly TransactionSignature Unsigned = new(UInt256.Zero, UInt256.Zero, UInt256.Zero);

    /// <summary>The transaction of a call; one of the legacy kind has no room for an access list.</summary>
    internal static Transaction Of(CallArguments call, TransactionKind kind, ulong chainId, ulong nonce, ulong gas) => new()
    {
        Kind = kind,
        ChainId = kind == TransactionKind.Legacy ? null : chainId,
        Nonce = nonce,
        MaxPriorityFeePerGas = call.MaxPriorityFeePerGas,
        MaxFeePerGas = call.MaxFeePerGas,
        GasLimit = gas,
        To = call.To,
        Value = call.Value,
        Input = call.Input,
        AccessList = kind == TransactionKind.Legacy ? [] : call.AccessList,
        AuthorizationList = call.AuthorizationList,
        Signature = Unsigned,
    };

    /// <summary>The kind that a call's arguments ask for.</summary>
    internal static TransactionKind KindOf(CallArguments call)
    {
        if (!call.AuthorizationList.IsEmpty) return TransactionKind.SetCode;
        return call.NamesGasPrice ? TransactionKind.Legacy : TransactionKind.DynamicFee;
    }

    /// <summary>Why the transaction may not run; null where it may.</summary>
    /// <param name="call">It and who sends it.</param>
    /// <param name="block">The block, with the base fee that it is to pay.</param>
    /// <param name="accountNonce">The sender's nonce; null where any will do.</param>
    /// <param name="balance">The sender's balance.</param>
    internal static SimulationFault? Check(RecoveredTransaction call, BlockContext block, ulong? accountNonce, in UInt256 balance)
    {
        var tx = call.Transaction;
        if (accountNonce is { } next)
        {
            if (tx.Nonce == ulong.MaxValue) return Rejected(call, TxRejection.NonceAtMax, (UInt256)tx.Nonce, (UInt256)next);
            if (TransactionValidity.CheckNonce(tx, next) is { } nonce) return Rejected(call, nonce, (UInt256)tx.Nonce, (UInt256)next);
        }

        if (tx.MaxPriorityFeePerGas > tx.MaxFeePerGas) return Rejected(call, TxRejection.TipAboveFeeCap, tx.MaxPriorityFeePerGas, tx.MaxFeePerGas);
        if (tx.MaxFeePerGas < block.BaseFee) return Rejected(call, TxRejection.FeeCapBelowBaseFee, tx.MaxFeePerGas, block.BaseFee);
        if (tx.Kind == TransactionKind.SetCode && tx.To is null) return Rejected(call, TxRejection.SetCodeWithoutCallee, default, default);
        if (TransactionValidity.CheckFunds(tx, in balance) is { } poor)
        {
            return Rejected(call, poor, balance, TransactionValidity.TryMaxCost(tx, out var cost) ? cost : UInt256.MaxValue);
        }

        var intrinsic = IntrinsicGas.Of(tx);
        if (tx.GasLimit < intrinsic.Standard) return Rejected(call, TxRejection.IntrinsicGasTooLow, (UInt256)tx.GasLimit, (UInt256)intrinsic.Standard);
        if (tx.GasLimit < intrinsic.Floor) return Rejected(call, TxRejection.GasLimitBelowFloor, (UInt256)tx.GasLimit, (UInt256)intrinsic.Floor);
        bool isTooLarge = tx.To is null && tx.Input.Length > block.Rules.InitCodeBytesMax;
        return isTooLarge ? Rejected(call, TxRejection.InitCodeTooLarge, (UInt256)(ulong)tx.Input.Length, (UInt256)(ulong)block.Rules.InitCodeBytesMax) : null;
    }

    private static SimulationFault Rejected(RecoveredTransaction call, TxRejection rejection, UInt256 have, UInt256 want) =>
        new(SimulationFaultKind.CallRejected) { Call = call, Rejection = rejection, Have = have, Want = want };
}
