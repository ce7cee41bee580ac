using System.Collections.Immutable;
using Cos.Crypto.Hashing;
using Cos.Primitives.Codec;
using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Trie;

/// <summary>Proves accounts and slots under a state root, and checks such proofs (EIP-1186, eth_getProof).</summary>
public static class StateProof
{
    /// <summary>
    /// Proves an account and slots of it, present or absent. False where the nodes are not those of the root, as when a state is asked for
    /// that its store has moved on from.
    /// </summary>
    public static bool TryProve(ITrieNodes nodes, in Hash256 root, in Address address, ReadOnlySpan<UInt256> slots, out AccountProof proof)
    {
        proof = new AccountProof(address, null, [], []);
        var hashedAddress = Hash(address.Bytes);
        if (!TryFindAccount(nodes, root, hashedAddress, out var account, out var accountNodes))
        {
            return false;
        }

        var slotProofs = ImmutableArray.CreateBuilder<SlotProof>(slots.Length);
        foreach (ref readonly var slot in slots)
        {
            if (!TryFindSlot(nodes, account?.StorageRoot ?? Account.EmptyRoot, hashedAddress, slot, out var value, out var slotNodes))
            {
                return false;
            }

            slotProofs.Add(new SlotProof(slot, value, slotNodes));
        }

        proof = new AccountProof(address, account, accountNodes, slotProofs.MoveToImmutable());
        return true;
    }

    /// <summary>
    /// Whether a proof shows under a root exactly the account and values that it claims, with no node too many. Total over any bytes; the caller
    /// checks that address and slots are those it asked for, and bounds their number.
    /// </summary>
    public static bool Verify(in Hash256 root, AccountProof proof)
    {
        var hashedAddress = Hash(proof.Address.Bytes);
        var accountNodes = new ProofNodes(proof.Nodes);
        if (!TryFindAccount(accountNodes, root, hashedAddress, out var account, out _) || !accountNodes.IsUsedUp || account != proof.Account)
        {
            return false;
        }

        foreach (var claim in proof.Slots)
        {
            var slotNodes = new ProofNodes(claim.Nodes);
            if (!TryFindSlot(slotNodes, account?.StorageRoot ?? Account.EmptyRoot, hashedAddress, claim.Slot, out var value, out _)
                || !slotNodes.IsUsedUp || value != claim.Value)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryFindAccount(ITrieNodes nodes, in Hash256 root, in Hash256 hashedAddress, out Account? account, out ImmutableArray<ReadOnlyMemory<byte>> passed)
    {
        var list = new List<ReadOnlyMemory<byte>>();
        account = null;
        passed = [];
        if (!TrieLookup.TryFind(nodes, TrieScope.Accounts, root, hashedAddress, list, out var value))
        {
            return false;
        }

        passed = [.. list];
        if (value.IsEmpty)
        {
            return true;
        }

        var isAccount = AccountRlp.TryRead(value.Span, out var found);
        account = found;
        return isAccount;
    }

    private static bool TryFindSlot(
        ITrieNodes nodes, in Hash256 storageRoot, in Hash256 hashedAddress, in UInt256 slot, out UInt256 value, out ImmutableArray<ReadOnlyMemory<byte>> passed)
    {
        Span<byte> key = stackalloc byte[UInt256.Size];
        slot.WriteBigEndian(key);
        var list = new List<ReadOnlyMemory<byte>>();
        value = UInt256.Zero;
        passed = [];
        if (!TrieLookup.TryFind(nodes, new TrieScope(true, hashedAddress), storageRoot, Hash(key), list, out var bytes))
        {
            return false;
        }

        passed = [.. list];
        var reader = new RlpReader(bytes.Span);
        return bytes.IsEmpty || (reader.TryReadUInt256(out value) && reader.AtEnd && !value.IsZero);
    }

    private static Hash256 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Keccak256.Hash(bytes, digest);
        return new Hash256(digest);
    }
}
