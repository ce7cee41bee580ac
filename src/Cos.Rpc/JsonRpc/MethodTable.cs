using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Cos.Rpc.JsonRpc;

/// <summary>Finds a method by the bytes of its name.</summary>
internal sealed class MethodTable
{
    private const int NameCharsMax = 64;
    private readonly FrozenDictionary<string, RpcMethod>.AlternateLookup<ReadOnlySpan<char>> _byName;

    internal MethodTable(IEnumerable<RpcMethod> methods)
    {
        All = [.. methods];
        _byName = All.ToFrozenDictionary(method => method.Name, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Every method.</summary>
    internal ImmutableArray<RpcMethod> All { get; }

    /// <summary>The method of that name, or null.</summary>
    internal RpcMethod? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length > NameCharsMax) return null;
        Span<char> chars = stackalloc char[name.Length];
        for (int i = 0; i < name.Length; i++) chars[i] = (char)name[i];
        return _byName.TryGetValue(chars, out RpcMethod? method) ? method : null;
    }
}
