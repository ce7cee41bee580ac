using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>An entry of a <see cref="WordTable{TEntry}"/>, which sets its key once.</summary>
internal interface IWordKeyed
{
    /// <summary>Files the entry under a slot number.</summary>
    public void SetKey(in UInt256 key);

    /// <summary>Whether the entry is filed under a slot number.</summary>
    public bool HasKey(in UInt256 key);

    /// <summary>The keyed hash of its slot number.</summary>
    public uint KeyHash();
}
