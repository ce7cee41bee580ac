using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Primitives.Blocks;

/// <summary>One event: the emitting contract, up to four topics, and bytes.</summary>
public sealed record Log(Address Address, ImmutableArray<Hash256> Topics, ReadOnlyMemory<byte> Payload);
