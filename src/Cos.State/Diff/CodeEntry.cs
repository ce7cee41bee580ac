using Cos.Primitives.Values;

namespace Cos.State.Diff;

/// <summary>A code and its hash.</summary>
/// <param name="Hash">Keccak-256 of the code.</param>
/// <param name="Code">The bytes; never changed.</param>
public readonly record struct CodeEntry(Hash256 Hash, ReadOnlyMemory<byte> Code);
