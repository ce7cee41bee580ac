using System.Diagnostics.CodeAnalysis;
using Cos.Primitives.Values;

namespace Cos.Vm.Compiler;

/// <summary>A bounded table by code hash that forgets what was not looked up for longest. Not thread-safe.</summary>
/// <typeparam name="T">What is known of a code.</typeparam>
/// <param name="generationMax">Codes that one of the two generations holds at most.</param>
internal sealed class RecentCodes<T>(int generationMax)
{
    // When the young generation is full it becomes the old one, and what is still looked up comes back from there.
    private Dictionary<Hash256, T> _young = [];
    private Dictionary<Hash256, T> _old = [];

    /// <summary>Finds what is known of a code.</summary>
    internal bool TryGet(in Hash256 hash, [MaybeNullWhen(false)] out T value)
    {
        if (_young.TryGetValue(hash, out value))
        {
            return true;
        }

        if (!_old.TryGetValue(hash, out value))
        {
            return false;
        }

        Set(hash, value);
        return true;
    }

    /// <summary>Notes what is known of a code.</summary>
    internal void Set(in Hash256 hash, T value)
    {
        if (_young.Count >= generationMax && !_young.ContainsKey(hash))
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _young[hash] = value;
    }

    /// <summary>Forgets a code.</summary>
    internal void Remove(in Hash256 hash)
    {
        _young.Remove(hash);
        _old.Remove(hash);
    }
}
