using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Benchmarks;

/// <summary>
/// A token's <c>transfer(address,uint256)</c> written by hand: what an ERC-20 does in storage, hashing and logs, without a compiler's checks around it.
/// Balances are Solidity's <c>mapping(address =&gt; uint256)</c> at slot 0.
/// </summary>
internal static class TokenCode
{
    /// <summary>keccak("Transfer(address,address,uint256)").</summary>
    public static readonly Hash256 TransferTopic = new(Keccak256.Hash("Transfer(address,address,uint256)"u8));

    private static readonly byte[] Selector = Keccak256.Hash("transfer(address,uint256)"u8)[..4];

    /// <summary>The deployed code.</summary>
    public static byte[] Deployed()
    {
        var fail = (byte)Transfer(0).Length;
        return [.. Transfer(fail), Op.JumpDest, Op.Push0, Op.Push0, Op.Revert];
    }

    /// <summary>The call data of a transfer.</summary>
    public static byte[] CallOf(in Address to, in UInt256 amount)
    {
        var input = new byte[68];
        Selector.CopyTo(input, 0);
        to.Bytes.CopyTo(input.AsSpan(16));
        Hash256.FromUInt256(amount).Bytes.CopyTo(input.AsSpan(36));
        return input;
    }

    /// <summary>The slot of an account's balance.</summary>
    public static UInt256 BalanceSlot(in Address account)
    {
        Span<byte> key = stackalloc byte[64];
        account.Bytes.CopyTo(key[12..]);
        return UInt256.FromBigEndian(Keccak256.Hash(key));
    }

    // Jumps to `fail` on another selector or a balance too small.
    private static byte[] Transfer(byte fail) =>
    [
        Op.Push0, Op.CallDataLoad, Op.Push1, 224, Op.Shr, Op.Push4, .. Selector, Op.Eq, Op.IsZero, Op.Push1, fail, Op.Jumpi,
        Op.Caller, Op.Push0, Op.Mstore, Op.Push0, Op.Push1, 32, Op.Mstore, Op.Push1, 64, Op.Push0, Op.Keccak256, // slot
        Op.Dup1, Op.Sload, Op.Push1, 36, Op.CallDataLoad, // slot, balance, amount
        Op.Dup1, Op.Dup3, Op.Lt, Op.Push1, fail, Op.Jumpi,
        Op.Swap1, Op.Sub, Op.Swap1, Op.Sstore,
        Op.Push1, 4, Op.CallDataLoad, Op.Push0, Op.Mstore, Op.Push1, 64, Op.Push0, Op.Keccak256,
        Op.Dup1, Op.Sload, Op.Push1, 36, Op.CallDataLoad, Op.Add, Op.Swap1, Op.Sstore,
        Op.Push1, 36, Op.CallDataLoad, Op.Push0, Op.Mstore,
        Op.Push1, 4, Op.CallDataLoad, Op.Caller, Op.Push32, .. TransferTopic.Bytes, Op.Push1, 32, Op.Push0, Op.Log3,
        Op.Push1, 1, Op.Push0, Op.Mstore, Op.Push1, 32, Op.Push0, Op.Return,
    ];
}
