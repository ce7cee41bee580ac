using System.Security.Cryptography;
using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>EIP-7685: what a block asks of the consensus layer, by ascending type: deposits, withdrawals, consolidations.</summary>
internal sealed class BlockRequests(Journal journal, Machine machine)
{
    private const byte Deposits = 0, Withdrawals = 1, Consolidations = 2;

    private static readonly Address WithdrawalContract = new(Convert.FromHexString("00000961ef480eb55e80d19ad83579a64c007002")); // EIP-7002
    private static readonly Address ConsolidationContract = new(Convert.FromHexString("0000bbddc7ce488642fb579f8b00f3a590007251")); // EIP-7251

    private readonly List<byte> _digests = [];

    /// <summary>Gathers the block's requests, in the order of the specification; the last thing that a block does.</summary>
    public BlockFault? Gather(IEnumerable<Log> logs)
    {
        var deposits = new List<byte>();
        foreach (var log in logs.Where(DepositLog.IsDeposit))
        {
            if (!DepositLog.TryAppend(log, deposits)) return BlockFault.WrongDepositLayout;
        }

        Append(Deposits, [.. deposits]);
        return Dequeue(Withdrawals, in WithdrawalContract) ?? Dequeue(Consolidations, in ConsolidationContract);
    }

    public Hash256 Hash() => new(SHA256.HashData([.. _digests]));

    private BlockFault? Dequeue(byte type, in Address contract)
    {
        if (journal.GetCode(in contract).IsEmpty) return BlockFault.SystemContractMissing;
        var result = SystemCall.Run(journal, machine, in contract, default);
        if (!result.IsSuccess) return BlockFault.SystemCallFailed;
        Append(type, result.Output.Span);
        return null;
    }

    // A type without requests leaves no trace in the hash.
    private void Append(byte type, ReadOnlySpan<byte> requests)
    {
        if (!requests.IsEmpty) _digests.AddRange(SHA256.HashData([type, .. requests]));
    }
}
