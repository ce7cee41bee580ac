using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Consensus.Dpos;

/// <summary>The fields of Ethereum's header that are constant on a DPoS chain, kept so that every library can hash and check it.</summary>
public static class FixedFields
{
    /// <summary>keccak256(RLP([])): the hash of the empty ommer list.</summary>
    public static readonly Hash256 OmmersHash = new(Convert.FromHexString("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"));

    /// <summary>keccak256(RLP("")): the root of the empty trie, here of no withdrawals.</summary>
    public static readonly Hash256 WithdrawalsRoot = new(Convert.FromHexString("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));

    /// <summary>sha256(""): the hash of no requests (EIP-7685).</summary>
    public static readonly Hash256 RequestsHash = new(Convert.FromHexString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));

    /// <summary>Whether a header has them all as they must be.</summary>
    public static bool Hold(BlockHeader header) =>
        header.OmmersHash == OmmersHash
        && header.Nonce == 0
        && header.WithdrawalsRoot == WithdrawalsRoot
        && header.BlobGasUsed == 0
        && header.ExcessBlobGas == 0
        && header.ParentBeaconBlockRoot == Hash256.Zero
        && header.RequestsHash == RequestsHash;
}
