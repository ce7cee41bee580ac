using Cos.Execution.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Journal;
using Cos.State.Trie;
using Cos.Vm;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>Executes a block as Ethereum does: the product's assembly of transactions between what this chain has not.</summary>
internal sealed class EthereumExecution(ChainRules rules, Workspace workspace)
{
    // EIP-4788: keeps the roots of the consensus layer's blocks.
    private static readonly Address BeaconRoots = new(Convert.FromHexString("000f3df6d732807ef1319fb7b8bb8522d0beac02"));

    /// <summary>Executes a block whose header follows the rules, and lays its state over its parent's where the header is right about it.</summary>
    public ImportFault? Run(ImportedBlock parent, BlockHash hash, EthereumBlock block, out StateLayer? state)
    {
        state = null;
        var context = ContextOf(parent, block);
        var journal = new Journal(parent.State);
        var machine = new Machine(rules, journal, context.ToEnvironment(), workspace, null);
        if (!journal.GetCode(in BeaconRoots).IsEmpty)
        {
            SystemCall.Run(journal, machine, in BeaconRoots, block.Header.ParentBeaconBlockRoot.GetValueOrDefault().Bytes.ToArray());
        }

        var assembly = new BlockAssembly(journal, context, workspace); // EIP-2935's call is made here
        var logs = new List<Primitives.Blocks.Log>();
        foreach (var tx in block.Core.Transactions)
        {
            if (!SenderRecovery.TryRecover(tx, out var sender)) return new ImportFault(BlockFault.SenderUnknown);
            if (assembly.TryApply(new RecoveredTransaction(tx, sender), out var receipt) is { } rejection)
            {
                return new ImportFault(BlockFault.InvalidTransaction, rejection);
            }

            logs.AddRange(receipt!.Logs);
        }

        Pay(journal, block);
        var requests = new BlockRequests(journal, machine);
        if (requests.Gather(logs) is { } fault) return new ImportFault(fault);
        var result = assembly.Finish();
        var update = StateTrie.Apply(parent.State, parent.State.StateRoot, result.Diff);
        state = new StateLayer(parent.State, block.Header.Number, hash, result.Diff, update);
        return Compare(block, result, requests.Hash(), update.Root) is { } difference ? new ImportFault(difference) : null;
    }

    private BlockContext ContextOf(ImportedBlock parent, EthereumBlock block) => new()
    {
        Rules = rules,
        Number = block.Header.Number,
        Timestamp = block.Header.Timestamp,
        Coinbase = block.Header.Coinbase,
        GasLimit = block.Header.GasLimit,
        BaseFee = block.Header.BaseFeePerGas.GetValueOrDefault(),
        PrevRandao = block.Header.PrevRandao,
        ExcessBlobGas = block.Header.ExcessBlobGas.GetValueOrDefault(),
        ParentHash = parent.Hash,
        Ancestors = parent.HashesForChild,
    };

    // EIP-4895. A payment of nothing to nobody leaves nobody (EIP-161).
    private static void Pay(Journal journal, EthereumBlock block)
    {
        journal.BeginTransaction();
        foreach (var withdrawal in block.Withdrawals) journal.AddBalance(withdrawal.Address, withdrawal.Wei);
        journal.EndTransaction();
    }

    private static BlockFault? Compare(EthereumBlock block, BlockResult result, in Hash256 requestsHash, in Hash256 stateRoot)
    {
        var header = block.Header;
        if (header.RequestsHash != requestsHash) return BlockFault.WrongRequestsHash;
        if (header.GasUsed != result.GasUsed) return BlockFault.WrongGasUsed;
        if (header.BlobGasUsed != result.BlobGasUsed) return BlockFault.WrongBlobGasUsed;
        if (header.ReceiptsRoot != result.ReceiptsRoot) return BlockFault.WrongReceiptsRoot;
        if (!header.LogsBloom.Equals(result.LogsBloom)) return BlockFault.WrongLogsBloom;
        return header.StateRoot == stateRoot ? null : BlockFault.WrongStateRoot;
    }
}
