using Cos.Primitives.Codec;
using Cos.State.View;

namespace Cos.State.Trie;

/// <summary>An account as the trie's value: the list of nonce, balance, storage root and code hash (Yellow Paper, 4.1).</summary>
public static class AccountRlp
{
    /// <summary>Writes an account.</summary>
    public static void Write(RlpWriter writer, in Account account)
    {
        writer.StartList();
        writer.Write(account.Nonce);
        writer.Write(account.Balance);
        writer.Write(account.StorageRoot);
        writer.Write(account.CodeHash);
        writer.EndList();
    }

    /// <summary>Reads an account that fills the bytes; false on anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> rlp, out Account account)
    {
        account = default;
        var outer = new RlpReader(rlp);
        if (!outer.TryReadList(out var items) || !outer.AtEnd
            || !items.TryReadUInt64(out var nonce) || !items.TryReadUInt256(out var balance)
            || !items.TryReadHash(out var storageRoot) || !items.TryReadHash(out var codeHash) || !items.AtEnd)
        {
            return false;
        }

        account = new Account(nonce, balance, codeHash, storageRoot);
        return true;
    }
}
