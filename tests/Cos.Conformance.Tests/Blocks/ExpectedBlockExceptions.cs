using Cos.Cli.StateTests;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>The fixtures' names of wrong blocks, and ours.</summary>
internal static class ExpectedBlockExceptions
{
    private const string Prefix = "BlockException.";

    /// <summary>Whether one of the names separated by `|` means the fault.</summary>
    public static bool Allow(string names, ImportFault fault) => names.Split('|').Any(name => AllowOne(name, fault));

    private static bool AllowOne(string name, ImportFault fault)
    {
        if (name.StartsWith(Prefix, StringComparison.Ordinal)) return fault.Kind == Means(name);
        if (fault.Rejection is { } rejection) return ExpectedExceptions.Allow(name, rejection);
        return fault.DecodeError is { } error && ExpectedExceptions.Allow(name, error);
    }

    private static BlockFault Means(string name) => name[Prefix.Length..] switch
    {
        "RLP_STRUCTURES_ENCODING" => BlockFault.Undecodable,
        "INVALID_BASEFEE_PER_GAS" => BlockFault.WrongBaseFee,
        "INVALID_GASLIMIT" => BlockFault.WrongGasLimit,
        "INCORRECT_EXCESS_BLOB_GAS" => BlockFault.WrongExcessBlobGas,
        "INVALID_DEPOSIT_EVENT_LAYOUT" => BlockFault.WrongDepositLayout,
        "SYSTEM_CONTRACT_CALL_FAILED" => BlockFault.SystemCallFailed,
        "INVALID_REQUESTS" => BlockFault.WrongRequestsHash,
        _ => throw new NotSupportedException($"no fault is known for {name}"),
    };
}
