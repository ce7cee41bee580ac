using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Journal;

/// <summary>
/// Entries by slot number: dense, never removed, so an index stays good. Linear probing at half load.
/// Bounded by gas: every new entry was paid for as a cold access or a transient store.
/// </summary>
internal sealed class WordTable<TEntry> where TEntry : struct, IWordKeyed
{
    private const int FirstCapacity = 4;

    // Entries are large, so only the first of them are ever moved: from here on a table grows by chunks.
    private const int ChunkShift = 6;
    private const int ChunkEntries = 1 << ChunkShift;

    private TEntry[][] _chunks = [new TEntry[FirstCapacity]];
    private int _capacity = FirstCapacity;
    private int[] _buckets = new int[2 * FirstCapacity]; // index + 1; 0 is free
    private int _last;                                   // the entry last asked for: an SSTORE asks four times

    /// <summary>Entries in use.</summary>
    internal int Count { get; private set; }

    /// <summary>The entry at an index that <see cref="Add"/> or <see cref="IndexOf"/> gave.</summary>
    internal ref TEntry this[int index] => ref _chunks[index >> ChunkShift][index & (ChunkEntries - 1)];

    /// <summary>Whether it has outgrown what is worth keeping for another use.</summary>
    internal bool IsLarge => _capacity > ChunkEntries;

    /// <summary>Forgets all entries.</summary>
    internal void Clear()
    {
        for (var i = 0; i < Count; i++)
        {
            this[i] = default;
        }

        Array.Clear(_buckets);
        Count = 0;
    }

    /// <summary>The index of a key; -1 where it has no entry.</summary>
    internal int IndexOf(in UInt256 key)
    {
        if (_last < Count && this[_last].HasKey(key))
        {
            return _last;
        }

        var mask = _buckets.Length - 1;
        for (var bucket = unchecked((int)TableHash.Of(key)) & mask; ; bucket = (bucket + 1) & mask)
        {
            var index = _buckets[bucket] - 1;
            if (index < 0)
            {
                return -1;
            }

            if (this[index].HasKey(key))
            {
                _last = index;
                return index;
            }
        }
    }

    /// <summary>The index of a key, after making an entry where it has none.</summary>
    internal int Add(in UInt256 key)
    {
        var index = IndexOf(key);
        return index >= 0 ? index : Append(key);
    }

    private int Append(in UInt256 key)
    {
        if (Count == _capacity)
        {
            Grow();
        }

        if (2 * Count == _buckets.Length)
        {
            Spread();
        }

        var index = Count++;
        this[index].SetKey(key);
        File(index);
        _last = index;
        return index;
    }

    private void Grow()
    {
        if (_capacity < ChunkEntries)
        {
            Array.Resize(ref _chunks[0], 2 * _capacity);
            _capacity *= 2;
            return;
        }

        var chunk = _capacity >> ChunkShift;
        if (chunk == _chunks.Length)
        {
            Array.Resize(ref _chunks, 2 * chunk);
        }

        _chunks[chunk] = new TEntry[ChunkEntries];
        _capacity += ChunkEntries;
    }

    private void Spread()
    {
        _buckets = new int[2 * _buckets.Length];
        for (var i = 0; i < Count; i++)
        {
            File(i);
        }
    }

    private void File(int index)
    {
        var mask = _buckets.Length - 1;
        var bucket = unchecked((int)this[index].KeyHash()) & mask;
        while (_buckets[bucket] != 0)
        {
            bucket = (bucket + 1) & mask;
        }

        _buckets[bucket] = index + 1;
    }
}
