using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.State.Trie;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>A block of Ethereum: what a block is on this chain, and withdrawals.</summary>
internal sealed record EthereumBlock(Block Core, ImmutableArray<Withdrawal> Withdrawals)
{
    public BlockHeader Header => Core.Header;

    /// <summary>EIP-4895's root.</summary>
    public Hash256 WithdrawalsRoot()
    {
        var items = Withdrawals.Select(withdrawal =>
        {
            var writer = new RlpWriter();
            withdrawal.Write(writer);
            return (ReadOnlyMemory<byte>)writer.ToArray();
        });
        return ListRoot.Of([.. items]);
    }
}
