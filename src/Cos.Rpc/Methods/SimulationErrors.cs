using Cos.Execution.Simulation;
using Cos.Execution.Validation;
using Cos.Primitives.Transactions;
using Cos.Rpc.Json;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>Why a chain of blocks was not simulated, with the codes that execution-apis gives to eth_simulateV1 and geth's words.</summary>
internal static class SimulationErrors
{
    private const int NonceTooLowCode = -38010;
    private const int NonceTooHighCode = -38011;
    private const int BaseFeeCode = -38012;
    private const int IntrinsicGasCode = -38013;
    private const int FundsCode = -38014;
    private const int BlockGasCode = -38015;
    private const int NumberCode = -38020;
    private const int TimeCode = -38021;
    private const int InitCodeCode = -38025;
    private const int TooManyCode = -38026;

    /// <summary>More blocks than one simulation may make.</summary>
    internal static readonly RpcError TooManyBlocks = new(TooManyCode, "too many blocks");

    /// <summary>The refusal.</summary>
    internal static RpcError Of(SimulationFault fault, string timeLimit) => fault.Kind switch
    {
        SimulationFaultKind.NumberNotAscending => new RpcError(NumberCode, $"block numbers must be in order: {fault.Have} <= {fault.Want}"),
        SimulationFaultKind.TimeNotAscending => new RpcError(TimeCode, $"block timestamps must be in order: {fault.Have} <= {fault.Want}"),
        SimulationFaultKind.TooManyBlocks => TooManyBlocks,
        SimulationFaultKind.NotAPrecompile => RpcError.Server($"account {AddressText.Checksummed(fault.Account)} is not a precompile"),
        SimulationFaultKind.BlockGasExceeded => new RpcError(BlockGasCode, $"block gas limit reached: {fault.Have} >= {fault.Want}"),
        SimulationFaultKind.CallRejected => OfCall(fault),
        SimulationFaultKind.FeesBeyondSupply => RpcError.Params("a call offers more for its gas than all the credit there is"),
        SimulationFaultKind.Interrupted => RpcError.Server($"execution aborted (timeout = {timeLimit})"),
        SimulationFaultKind.Unspecified => RpcError.Internal,
    };

    private static RpcError OfCall(SimulationFault fault)
    {
        RecoveredTransaction call = fault.Call!;
        return new RpcError(CodeOf(fault.Rejection), $"err: {RejectionWords.Of(fault.Rejection)}{Figures(fault, call)} (supplied gas {call.Transaction.GasLimit})");
    }

    private static int CodeOf(TxRejection rejection) => rejection switch
    {
        TxRejection.NonceTooLow => NonceTooLowCode,
        TxRejection.NonceTooHigh => NonceTooHighCode,
        TxRejection.FeeCapBelowBaseFee => BaseFeeCode,
        TxRejection.IntrinsicGasTooLow or TxRejection.GasLimitBelowFloor => IntrinsicGasCode,
        TxRejection.InsufficientFunds => FundsCode,
        TxRejection.InitCodeTooLarge => InitCodeCode,
        TxRejection.TipAboveFeeCap => RpcError.ParamsCode,
        _ => RpcError.InternalCode,
    };

    private static string Figures(SimulationFault fault, RecoveredTransaction call) => fault.Rejection switch
    {
        TxRejection.NonceTooLow or TxRejection.NonceTooHigh => $": address {Sender(call)}, tx: {fault.Have} state: {fault.Want}",
        TxRejection.NonceAtMax => $": address {Sender(call)}, nonce: {fault.Have}",
        TxRejection.FeeCapBelowBaseFee => $": address {Sender(call)}, maxFeePerGas: {fault.Have}, baseFee: {fault.Want}",
        TxRejection.TipAboveFeeCap => $": address {Sender(call)}, maxPriorityFeePerGas: {fault.Have}, maxFeePerGas: {fault.Want}",
        TxRejection.InsufficientFunds => $": address {Sender(call)} have {fault.Have} want {fault.Want}",
        TxRejection.IntrinsicGasTooLow or TxRejection.GasLimitBelowFloor => $": have {fault.Have}, want {fault.Want}",
        TxRejection.InitCodeTooLarge => $": code size {fault.Have} limit {fault.Want}",
        _ => "",
    };

    private static string Sender(RecoveredTransaction call) => AddressText.Checksummed(call.Sender);
}
