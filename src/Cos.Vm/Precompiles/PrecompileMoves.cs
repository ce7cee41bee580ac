using Cos.Primitives.Values;

namespace Cos.Vm.Precompiles;

/// <summary>Where precompiles answer in a simulated call that overrides some of their accounts: elsewhere, or nowhere. Blocks have none of this.</summary>
public sealed class PrecompileMoves
{
    private readonly Dictionary<Address, Address> _origins = [];
    private readonly HashSet<Address> _left = [];

    /// <summary>Whether nothing was moved or taken away.</summary>
    public bool IsEmpty => _left.Count == 0;

    /// <summary>Takes a precompile from its place, and lets it answer at another where one is named; what else answered there is lost.</summary>
    /// <param name="precompile">Its own address.</param>
    /// <param name="to">Where it answers from now on; null for nowhere.</param>
    public void Move(in Address precompile, Address? to)
    {
        _left.Add(precompile);
        if (to is { } place) _origins[place] = precompile;
    }

    /// <summary>Whether a precompile answers at an address, and which.</summary>
    internal bool TryFind(in Address address, out Precompile precompile)
    {
        if (_origins.TryGetValue(address, out var origin)) return PrecompileTable.TryFind(origin, out precompile);
        return PrecompileTable.TryFind(address, out precompile) && !_left.Contains(address);
    }
}
