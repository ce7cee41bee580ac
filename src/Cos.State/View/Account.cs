using Cos.Primitives.Values;

namespace Cos.State.View;

/// <summary>What the state trie keeps of one account (Yellow Paper, 4.1).</summary>
/// <param name="Nonce">Transactions sent, or for a contract contracts made, plus one.</param>
/// <param name="Balance">In wei.</param>
/// <param name="CodeHash">Keccak-256 of the code; <see cref="EmptyCodeHash"/> without code.</param>
/// <param name="StorageRoot">Root of the account's storage trie; <see cref="EmptyRoot"/> without storage.</param>
public readonly record struct Account(ulong Nonce, UInt256 Balance, Hash256 CodeHash, Hash256 StorageRoot)
{
    /// <summary>Keccak-256 of no bytes: the code hash of an account without code.</summary>
    public static readonly Hash256 EmptyCodeHash = new(Convert.FromHexString("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));

    /// <summary>The root of a trie without leaves: Keccak-256 of the RLP of no bytes.</summary>
    public static readonly Hash256 EmptyRoot = new(Convert.FromHexString("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));

    /// <summary>An account without nonce, balance, code and storage.</summary>
    public static readonly Account Empty = new(0, UInt256.Zero, EmptyCodeHash, EmptyRoot);

    /// <summary>Whether the account is empty in the sense of EIP-161: no nonce, no balance, no code.</summary>
    public bool IsEmpty => Nonce == 0 && Balance.IsZero && CodeHash == EmptyCodeHash;

    /// <summary>Whether any storage slot is not zero (EIP-7610).</summary>
    public bool HasStorage => StorageRoot != EmptyRoot;
}
