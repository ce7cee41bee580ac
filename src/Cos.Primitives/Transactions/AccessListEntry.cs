using System.Collections.Immutable;
using Cos.Primitives.Values;

namespace Cos.Primitives.Transactions;

/// <summary>One address of an access list and the slots named with it (EIP-2930).</summary>
public sealed record AccessListEntry(Address Address, ImmutableArray<UInt256> Slots);
