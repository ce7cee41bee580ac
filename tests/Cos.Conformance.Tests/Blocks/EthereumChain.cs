using Cos.Execution.Blocks;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.Vm;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>A chain by Ethereum's rules of Osaka, without its consensus layer: whatever valid block comes last is the head.</summary>
internal sealed class EthereumChain
{
    private readonly ChainRules _rules;
    private readonly EthereumExecution _execution;
    private readonly Dictionary<BlockHash, ImportedBlock> _blocks = [];

    public EthereumChain(ChainRules rules, BlockHeader genesis, StateLayer state, Workspace workspace)
    {
        _rules = rules;
        _execution = new EthereumExecution(rules, workspace);
        var hash = HeaderCodec.Hash(genesis);
        Head = new ImportedBlock(genesis, hash, state, AncestorHashes.Empty.With(genesis.Number, hash.Value));
        _blocks.Add(hash, Head);
    }

    public ImportedBlock Head { get; private set; }

    /// <summary>Makes a block the head, or says what is wrong with it and changes nothing.</summary>
    public ImportFault? Import(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length > _rules.BlockBytesMax) return new ImportFault(BlockFault.Oversized); // EIP-7934
        if (!EthereumBlockCodec.TryDecode(encoded, out var block, out var fault)) return fault;
        var header = block.Header;
        if (!_blocks.TryGetValue(header.ParentHash, out var parent)) return new ImportFault(BlockFault.UnknownParent);
        if ((EthereumHeaderRules.Check(_rules, parent.Header, header) ?? CheckBody(block)) is { } wrong) return new ImportFault(wrong);
        var hash = HeaderCodec.Hash(header);
        if (_execution.Run(parent, hash, block, out var state) is { } refusal) return refusal;
        Head = new ImportedBlock(header, hash, state!, parent.HashesForChild.With(header.Number, hash.Value));
        _blocks[hash] = Head;
        return null;
    }

    private static BlockFault? CheckBody(EthereumBlock block)
    {
        if (block.Header.TransactionsRoot != BlockRoots.OfTransactions(block.Core.Transactions.AsSpan())) return BlockFault.WrongTransactionsRoot;
        return block.Header.WithdrawalsRoot == block.WithdrawalsRoot() ? null : BlockFault.WrongWithdrawalsRoot;
    }
}
