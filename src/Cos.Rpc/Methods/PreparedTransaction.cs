using Cos.Primitives.Transactions;
using Cos.Rpc.JsonRpc;

namespace Cos.Rpc.Methods;

/// <summary>A submitted transaction, decoded and its sender known; or why not.</summary>
/// <param name="Transaction">The transaction; null where <paramref name="Error"/> says why.</param>
/// <param name="Error">What is wrong with it.</param>
internal readonly record struct PreparedTransaction(RecoveredTransaction? Transaction, RpcError? Error);
