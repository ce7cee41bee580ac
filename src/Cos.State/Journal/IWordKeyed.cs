using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>An entry of a <see cref="WordTable{TEntry}"/>, which sets its key once.</summary>
internal interface IWordKeyed
{
    /// <summary>The slot number it is filed under.</summary>
    public UInt256 Key { get; set; }
}
