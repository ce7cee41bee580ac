using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Cos.Storage.Rocks;

/// <summary>
/// A bounded cache of what the newest state holds, by byte keys. Each key has two places it may stand in; a new entry takes the older of the two.
/// Reads take no lock. An entry belongs to a generation: a reader of an older state misses instead of seeing what came later.
/// </summary>
public sealed class RecentCache<TValue>
{
    private readonly Lock _gate = new();
    private readonly Entry?[] _places;
    private readonly uint _mask;
    private readonly ulong _seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly ulong _factor = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
    private long _generation;

    /// <summary>A cache of at most <paramref name="entriesMax"/> entries, rounded down to a power of two.</summary>
    public RecentCache(int entriesMax)
    {
        var size = System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, (entriesMax / 2) + 1));
        (_places, _mask) = (new Entry?[size], size - 1);
    }

    private sealed record Entry(byte[] Key, TValue Value);

    /// <summary>The generation of the newest state.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>Finds what the state of <paramref name="generation"/> holds; false when it is not cached or the state has moved on.</summary>
    public bool TryGet(long generation, ReadOnlySpan<byte> key, out TValue? value)
    {
        var place = PlaceOf(key);
        var entry = Volatile.Read(ref _places[place]);
        if (entry is null || !key.SequenceEqual(entry.Key))
        {
            entry = Volatile.Read(ref _places[place ^ 1]);
        }

        // The flush advances the generation before it touches an entry, so an entry read while the generation stands is of it.
        if (entry is not null && key.SequenceEqual(entry.Key) && Generation == generation)
        {
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Keeps what was read from the state of <paramref name="generation"/>, unless the state has moved on.</summary>
    public void Offer(long generation, ReadOnlySpan<byte> key, TValue value)
    {
        lock (_gate)
        {
            if (_generation == generation)
            {
                Place(key, null, value);
            }
        }
    }

    /// <summary>Moves to the next generation with these values changed; returns the generation. The keys' arrays become the cache's own.</summary>
    public long Advance(IReadOnlyDictionary<byte[], TValue> changes)
    {
        lock (_gate)
        {
            var next = _generation + 1;
            Interlocked.Exchange(ref _generation, next);
            foreach (var (key, value) in changes)
            {
                Place(key, key, value);
            }

            return next;
        }
    }

    private void Place(ReadOnlySpan<byte> key, byte[]? owned, TValue value)
    {
        var place = PlaceOf(key);
        var other = place ^ 1;
        var kept = _places[place];
        var entry = new Entry(kept is not null && key.SequenceEqual(kept.Key) ? kept.Key : owned ?? key.ToArray(), value);
        if (kept is not null && !key.SequenceEqual(kept.Key))
        {
            Volatile.Write(ref _places[other], kept);
        }
        else if (_places[other] is { } twin && key.SequenceEqual(twin.Key))
        {
            Volatile.Write(ref _places[other], null);
        }

        Volatile.Write(ref _places[place], entry);
    }

    // Multiply and fold, word by word, under secrets: strangers choose the keys, and none can choose such as crowd one place.
    private uint PlaceOf(ReadOnlySpan<byte> key)
    {
        var hash = _seed ^ (ulong)key.Length;
        while (key.Length >= sizeof(ulong))
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key), _factor);
            key = key[sizeof(ulong)..];
        }

        var tail = 0UL;
        foreach (var b in key)
        {
            tail = (tail << 8) | b;
        }

        return unchecked((uint)Fold(hash ^ tail, _factor)) & _mask; // the low half is meant
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
