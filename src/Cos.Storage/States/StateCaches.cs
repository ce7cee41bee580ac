using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Storage.Rocks;

namespace Cos.Storage.States;

/// <summary>What the newest state's readers share: accounts, slots and trie nodes read lately, absent ones too, and code by hash.</summary>
public sealed class StateCaches
{
    // Measured sizes of an entry with its key, its value and the objects that hold them.
    private const int AccountEntryBytes = 320;
    private const int SlotEntryBytes = 240;
    private const int NodeEntryBytes = 700;
    private const int CodeEntries = 1024;

    /// <summary>Caches that together take about <paramref name="bytes"/>: a fifth for accounts, two fifths each for slots and nodes.</summary>
    public StateCaches(ulong bytes)
    {
        Accounts = new RecentCache<Account?>(EntriesIn(bytes / 5, AccountEntryBytes));
        Slots = new RecentCache<UInt256>(EntriesIn(2 * bytes / 5, SlotEntryBytes));
        Nodes = new RecentCache<byte[]?>(EntriesIn(2 * bytes / 5, NodeEntryBytes));
        Codes = new RecentCache<byte[]>(CodeEntries);
    }

    /// <summary>Accounts; null is an account that does not exist.</summary>
    public RecentCache<Account?> Accounts { get; }

    /// <summary>Slots by address and slot; zero is an absent one.</summary>
    public RecentCache<UInt256> Slots { get; }

    /// <summary>Trie nodes; null is an absent one.</summary>
    public RecentCache<byte[]?> Nodes { get; }

    /// <summary>Code by hash. It never changes, so its generation never does.</summary>
    public RecentCache<byte[]> Codes { get; }

    private static int EntriesIn(ulong bytes, int entryBytes) => (int)Math.Min(bytes / (ulong)entryBytes, 1 << 26);
}
