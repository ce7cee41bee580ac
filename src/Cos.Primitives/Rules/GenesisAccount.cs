using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Primitives.Rules;

/// <summary>An account that the genesis makes.</summary>
public sealed record GenesisAccount(Address Address, UInt256 Balance, ulong Nonce, ReadOnlyMemory<byte> Code, ImmutableArray<(UInt256 Slot, UInt256 Value)> Storage);
