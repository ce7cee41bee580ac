using System.Buffers.Binary;
using Cos.Primitives;
using Cos.Storage.Schema;

namespace Cos.Storage.States;

/// <summary>Which keys one block's reverse diff names: number of accounts (4 bytes), addresses, then slots' keys.</summary>
internal sealed class HistoryIndexEntry
{
    private const int AddressBytes = 20;
    private const int CountBytes = 4;

    private readonly List<byte[]> _accounts = [];
    private readonly List<byte[]> _slots = [];

    public IReadOnlyList<byte[]> Accounts => _accounts;

    public IReadOnlyList<byte[]> Slots => _slots;

    public void AddAccount(byte[] address) => _accounts.Add(address);

    public void AddSlot(byte[] key) => _slots.Add(key);

    public byte[] Encode()
    {
        var bytes = new byte[CountBytes + (_accounts.Count * AddressBytes) + (_slots.Count * SchemaKey.SlotBytes)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, _accounts.Count);
        var at = CountBytes;
        foreach (var key in _accounts.Concat(_slots))
        {
            key.CopyTo(bytes, at);
            at += key.Length;
        }

        return bytes;
    }

    public static HistoryIndexEntry Decode(ReadOnlySpan<byte> bytes)
    {
        var entry = new HistoryIndexEntry();
        var count = BinaryPrimitives.ReadInt32BigEndian(bytes);
        var slots = bytes[(CountBytes + (count * AddressBytes))..];
        Invariant.Require(slots.Length % SchemaKey.SlotBytes == 0, "a history index entry holds whole keys");
        for (var i = 0; i < count; i++)
        {
            entry.AddAccount(bytes.Slice(CountBytes + (i * AddressBytes), AddressBytes).ToArray());
        }

        for (var at = 0; at < slots.Length; at += SchemaKey.SlotBytes)
        {
            entry.AddSlot(slots.Slice(at, SchemaKey.SlotBytes).ToArray());
        }

        return entry;
    }
}
