using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Vm;

namespace Cos.Chain.Queries;

/// <summary>The state after one block, with what a simulated call on top of it needs.</summary>
/// <param name="Header">The block's header.</param>
/// <param name="Hash">The block's hash.</param>
/// <param name="View">Accounts, slots and codes after the block.</param>
/// <param name="Ancestors">The hashes that BLOCKHASH answers with in a call placed in this very block.</param>
public sealed record StateAt(BlockHeader Header, BlockHash Hash, IStateView View, AncestorHashes Ancestors);
