using Cos.Primitives.Values;
using Cos.Rpc.Json;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Rpc.Views;

/// <summary>A proof of an account and of slots of it as JSON (EIP-1186).</summary>
internal static class ProofView
{
    /// <summary>Writes a proof; <paramref name="whole"/> says which slots to name by a whole word rather than by a quantity, as they were asked for.</summary>
    internal static void Write(JsonSink sink, AccountProof proof, IReadOnlyList<bool> whole)
    {
        Account account = proof.Account ?? Account.Empty;
        sink.OpenObject();
        sink.Name("address"u8);
        sink.Bytes(proof.Address);
        sink.Name("accountProof"u8);
        WriteNodes(sink, proof.Nodes.AsSpan());
        sink.Name("balance"u8);
        sink.Quantity(account.Balance);
        sink.Name("codeHash"u8);
        sink.Bytes(account.CodeHash);
        sink.Name("nonce"u8);
        sink.Quantity(account.Nonce);
        sink.Name("storageHash"u8);
        sink.Bytes(account.StorageRoot);
        sink.Name("storageProof"u8);
        sink.OpenArray();
        for (int i = 0; i < proof.Slots.Length; i++) WriteSlot(sink, proof.Slots[i], whole[i]);
        sink.CloseArray();
        sink.CloseObject();
    }

    private static void WriteSlot(JsonSink sink, SlotProof slot, bool whole)
    {
        sink.OpenObject();
        sink.Name("key"u8);
        if (whole) sink.Bytes(Hash256.FromUInt256(slot.Slot));
        else sink.Quantity(slot.Slot);
        sink.Name("value"u8);
        sink.Quantity(slot.Value);
        sink.Name("proof"u8);
        WriteNodes(sink, slot.Nodes.AsSpan());
        sink.CloseObject();
    }

    private static void WriteNodes(JsonSink sink, ReadOnlySpan<ReadOnlyMemory<byte>> nodes)
    {
        sink.OpenArray();
        foreach (ReadOnlyMemory<byte> node in nodes) sink.Bytes(node.Span);
        sink.CloseArray();
    }
}
