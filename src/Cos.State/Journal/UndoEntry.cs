using Cos.Primitives.Values;

namespace Cos.State.Journal;

/// <summary>One step back.</summary>
/// <param name="Kind">What is taken back.</param>
/// <param name="Index">The slot's index in the record's table, where a slot is meant.</param>
/// <param name="Record">The account, where one is meant.</param>
/// <param name="Previous">The value before, as a word.</param>
internal readonly record struct UndoEntry(UndoKind Kind, int Index, AccountRecord? Record, UInt256 Previous);
