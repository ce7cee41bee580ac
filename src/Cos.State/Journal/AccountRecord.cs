using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Journal;

/// <summary>One account during a block; made cold by the first access and filled when a field is first asked for.</summary>
internal sealed class AccountRecord(in Address address)
{
    /// <summary>Whose.</summary>
    internal readonly Address Address = address;

    /// <summary>The account in the parent state; <see cref="Account.Empty"/> where it had none.</summary>
    internal Account Parent = Account.Empty;

    /// <summary>Whether the parent state has the account.</summary>
    internal bool IsInParent;

    /// <summary>Whether the parent state was asked.</summary>
    internal bool IsLoaded;

    /// <summary>Whether the state has the account even if it is empty: the parent had it or a transaction made it, and none removed it.</summary>
    internal bool IsKept;

    /// <summary>Whether the account was removed within the block, and its parent storage with it.</summary>
    internal bool IsStorageWiped;

    /// <summary>The nonce now.</summary>
    internal ulong Nonce;

    /// <summary>The balance now, in wei.</summary>
    internal UInt256 Balance;

    /// <summary>The code's hash now.</summary>
    internal Hash256 CodeHash = Account.EmptyCodeHash;

    /// <summary>The code of <see cref="CodeHash"/> where <see cref="IsCodeKnown"/>.</summary>
    internal ReadOnlyMemory<byte> Code;

    /// <summary>Whether <see cref="Code"/> was fetched.</summary>
    internal bool IsCodeKnown = true;

    /// <summary>The transaction in which the account is warm (EIP-2929).</summary>
    internal uint WarmGeneration;

    /// <summary>The transaction that created the account (EIP-6780).</summary>
    internal uint CreatedGeneration;

    /// <summary>Who created it in that transaction.</summary>
    internal Address Creator;

    /// <summary>The transaction at whose end the account is destroyed.</summary>
    internal uint DestroyedGeneration;

    /// <summary>The transaction that touched the account (EIP-161).</summary>
    internal uint TouchedGeneration;

    /// <summary>The transaction that lists the account among those it touched, also where the touch was taken back.</summary>
    internal uint ListedGeneration;

    /// <summary>Slots seen in this block.</summary>
    internal WordTable<SlotEntry>? Slots;

    /// <summary>Transient slots set in this transaction.</summary>
    internal WordTable<TransientEntry>? Transient;

    /// <summary>No nonce, no balance, no code (EIP-161).</summary>
    internal bool IsEmpty => Nonce == 0 && Balance.IsZero && CodeHash == Account.EmptyCodeHash;

    /// <summary>Whether the state has the account now.</summary>
    internal bool Exists => IsKept || !IsEmpty;

    /// <summary>Takes the parent state's account.</summary>
    internal void Load(IStateView parent)
    {
        IsLoaded = true;
        if (!parent.TryGetAccount(Address, out var account))
        {
            return;
        }

        (Parent, IsInParent, IsKept) = (account, true, true);
        (Nonce, Balance, CodeHash) = (account.Nonce, account.Balance, account.CodeHash);
        IsCodeKnown = CodeHash == Account.EmptyCodeHash;
    }

    /// <summary>Takes the parent state's value of a slot; zero, unasked, where the parent has no storage here.</summary>
    internal void LoadSlot(ref SlotEntry entry, IStateView parent)
    {
        entry.IsLoaded = true;
        if (Parent.HasStorage && !IsStorageWiped)
        {
            entry.Parent = parent.GetStorage(Address, entry.Key);
            entry.Current = entry.Parent;
        }
    }

    /// <summary>Goes back to a code that is fetched again when it is asked for.</summary>
    internal void ForgetCode(in Hash256 codeHash)
    {
        CodeHash = codeHash;
        Code = default;
        IsCodeKnown = codeHash == Account.EmptyCodeHash;
    }

    /// <summary>Removes the account and its storage from the state, between transactions.</summary>
    internal void Remove()
    {
        (Nonce, Balance, CodeHash) = (0, UInt256.Zero, Account.EmptyCodeHash);
        (Code, IsCodeKnown) = (default, true);
        IsKept = false;
        IsStorageWiped = true;
        for (var i = 0; i < Slots?.Count; i++)
        {
            ref var entry = ref Slots[i];
            entry.IsLoaded = true;
            entry.Current = UInt256.Zero;
            entry.OriginalGeneration = 0;
        }
    }
}
