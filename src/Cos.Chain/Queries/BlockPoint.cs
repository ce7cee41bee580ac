using Cos.Primitives.Values;

namespace Cos.Chain.Queries;

/// <summary>A block by height and hash.</summary>
/// <param name="Number">Its height.</param>
/// <param name="Hash">Its hash.</param>
public readonly record struct BlockPoint(ulong Number, BlockHash Hash);
