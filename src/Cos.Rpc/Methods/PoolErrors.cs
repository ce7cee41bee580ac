using Cos.Chain.Inbox;
using Cos.Chain.Pool;
using Cos.Execution.Validation;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>Why a transaction was not taken, in geth's words: libraries tell the reasons apart by them.</summary>
internal static class PoolErrors
{
    /// <summary>What the pool refused.</summary>
    internal static RpcError Of(SubmitOutcome outcome, PoolRejection rejection, RecoveredTransaction recovered, ChainRules rules)
    {
        Transaction transaction = recovered.Transaction;
        if (rejection == PoolRejection.Busy) return RpcError.Limit("the node is too busy: try again");
        return RpcError.Server(rejection switch
        {
            PoolRejection.Stopping => "the node is stopping",
            PoolRejection.AlreadyKnown => "already known",
            PoolRejection.WrongChainId when transaction.ChainId is { } named => $"invalid chain id for signer: have {named} want {rules.ChainId}",
            PoolRejection.WrongChainId => "only replay-protected (EIP-155) transactions allowed over RPC",
            PoolRejection.BlobsNotAllowed => "transaction type not supported",
            PoolRejection.Oversized => $"oversized data: transaction size {transaction.EncodedLength}",
            PoolRejection.NonceTooLow => $"nonce too low: next nonce {outcome.Have}, tx nonce {transaction.Nonce}",
            PoolRejection.NonceGapTooWide => $"nonce too high: next nonce {outcome.Have}, tx nonce {transaction.Nonce}",
            PoolRejection.InsufficientFunds => InsufficientFunds(outcome),
            PoolRejection.GasLimitAboveBlock => "exceeds block gas limit",
            PoolRejection.GasLimitAboveTransactionMax => $"transaction gas limit too high (cap: {rules.TransactionGasMax}, tx: {transaction.GasLimit})",
            PoolRejection.IntrinsicGasTooLow => $"intrinsic gas too low: gas {transaction.GasLimit}, minimum needed {IntrinsicGas.Of(transaction).Standard}",
            PoolRejection.FloorGasTooLow => $"insufficient gas for floor data gas cost: gas {transaction.GasLimit}, minimum needed {IntrinsicGas.Of(transaction).Floor}",
            PoolRejection.Underpriced => Underpriced(outcome, transaction),
            PoolRejection.ReplacementUnderpriced => "replacement transaction underpriced",
            PoolRejection.PoolFull => "txpool is full",
            PoolRejection.SenderLimit => "account limit exceeded",
            PoolRejection.TipAboveFeeCap => $"max priority fee per gas higher than max fee per gas: address {recovered.Sender}, "
                + $"maxPriorityFeePerGas: {transaction.MaxPriorityFeePerGas}, maxFeePerGas: {transaction.MaxFeePerGas}",
            PoolRejection.InitCodeTooLarge => $"max initcode size exceeded: code size {transaction.Input.Length}, limit {rules.InitCodeBytesMax}",
            PoolRejection.SenderHasCode => $"sender not an eoa: address {recovered.Sender}",
            PoolRejection.MalformedSetCode => "EIP-7702 transaction with empty auth list, or one that creates a contract",
            PoolRejection.NonceAtMax => "nonce has max value",
            PoolRejection.InvalidSignature => "invalid sender",
            PoolRejection.Invalid or PoolRejection.Busy or PoolRejection.Unspecified => "invalid transaction",
        });
    }

    /// <summary>Bytes that are no transaction.</summary>
    internal static RpcError Of(TxDecodeError error) => error switch
    {
        TxDecodeError.UnknownType => RpcError.Server("transaction type not supported"),
        TxDecodeError.Empty => RpcError.Server("typed transaction too short"),
        TxDecodeError.BadSignatureV or TxDecodeError.BadSignatureR or TxDecodeError.BadSignatureS => RpcError.Server("invalid transaction v, r, s values"),
        _ => RpcError.Server($"rlp: malformed transaction ({error})"),
    };

    private static string InsufficientFunds(SubmitOutcome outcome)
    {
        UInt256 overshot = UInt256.TrySubtract(outcome.Want, outcome.Have, out UInt256 missing) ? missing : UInt256.Zero;
        return $"insufficient funds for gas * price + value: balance {outcome.Have}, tx cost {outcome.Want}, overshot {overshot}";
    }

    private static string Underpriced(SubmitOutcome outcome, Transaction transaction) =>
        outcome.Want.IsZero ? "transaction underpriced" : $"transaction underpriced: gas fee cap {transaction.MaxFeePerGas}, minimum needed {outcome.Want}";
}
