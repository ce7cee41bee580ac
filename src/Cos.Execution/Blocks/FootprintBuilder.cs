using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Journal;

namespace Cos.Execution.Blocks;

/// <summary>Notes the footprint of a block, a transaction at a time.</summary>
internal sealed class FootprintBuilder
{
    private readonly List<Address> _touched = [];
    private readonly List<int> _ends = [];
    private readonly List<(Address Contract, Address Creator)> _made = [];
    private readonly List<MadeContract> _contracts = [];

    /// <summary>Notes the transaction that a journal is in the middle of, its message run.</summary>
    internal void Note(Journal journal)
    {
        _made.Clear();
        journal.ListTouched(_touched, _made);
        foreach (var (contract, creator) in _made) _contracts.Add(new MadeContract(_ends.Count, contract, creator));
        _ends.Add(_touched.Count);
    }

    /// <summary>The footprint.</summary>
    internal BlockFootprint Build() => new([.. _touched], [.. _ends], [.. _contracts]);
}
