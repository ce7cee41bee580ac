using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.Vm;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>A block of a chain, and its state.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="State">The state after it.</param>
/// <param name="HashesForChild">Its own hash and those before it.</param>
internal sealed record ImportedBlock(BlockHeader Header, BlockHash Hash, StateLayer State, AncestorHashes HashesForChild);
