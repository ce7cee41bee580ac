using Cos.Primitives.Values;
using Cos.State.View;

namespace Cos.State.Journal;

/// <summary>
/// The accounts that a block has seen, by address; never removed. Linear probing at half load.
/// Bounded by gas: every record was paid for as a cold access, or is one of the fixed few that a transaction warms.
/// </summary>
internal sealed class AccountTable
{
    private const int FirstCapacity = 64;

    private AccountRecord[] _records = new AccountRecord[FirstCapacity];
    private int[] _buckets = new int[2 * FirstCapacity]; // index + 1; 0 is free
    private AccountRecord? _last;                        // most operations ask for the running contract again

    /// <summary>Accounts seen.</summary>
    internal int Count { get; private set; }

    /// <summary>The account seen as the <paramref name="index"/>-th.</summary>
    internal AccountRecord this[int index] => _records[index];

    /// <summary>The record of an address, perhaps a new one that is not loaded.</summary>
    internal AccountRecord Get(in Address address)
    {
        if (_last is { } last && last.Address == address)
        {
            return last;
        }

        var mask = _buckets.Length - 1;
        var bucket = unchecked((int)TableHash.Of(address)) & mask;
        for (; _buckets[bucket] != 0; bucket = (bucket + 1) & mask)
        {
            var record = _records[_buckets[bucket] - 1];
            if (record.Address == address)
            {
                return _last = record;
            }
        }

        return _last = Append(address, bucket);
    }

    private AccountRecord Append(in Address address, int freeBucket)
    {
        var record = new AccountRecord(address);
        if (Count < _records.Length)
        {
            _buckets[freeBucket] = Count + 1;
        }
        else
        {
            Grow();
            File(address, Count);
        }

        _records[Count++] = record;
        return record;
    }

    private void Grow()
    {
        Array.Resize(ref _records, 2 * _records.Length);
        _buckets = new int[2 * _records.Length];
        for (var i = 0; i < Count; i++)
        {
            File(_records[i].Address, i);
        }
    }

    private void File(in Address address, int index)
    {
        var mask = _buckets.Length - 1;
        var bucket = unchecked((int)TableHash.Of(address)) & mask;
        while (_buckets[bucket] != 0)
        {
            bucket = (bucket + 1) & mask;
        }

        _buckets[bucket] = index + 1;
    }
}
