using Cos.Execution.Validation;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm.Code;

namespace Cos.Execution.Transactions;

/// <summary>EIP-7702: lets the signers of a transaction's authorizations delegate their accounts' code. One that does not apply is passed over.</summary>
internal static class AuthorizationList
{
    /// <summary>Applies the authorizations in order; nothing that the transaction does later takes them back.</summary>
    public static void Apply(Journal journal, ChainRules rules, ReadOnlySpan<Authorization> authorizations)
    {
        foreach (var authorization in authorizations) Apply(journal, rules, authorization);
    }

    private static void Apply(Journal journal, ChainRules rules, Authorization authorization)
    {
        if (!authorization.ChainId.IsZero && authorization.ChainId != (UInt256)rules.ChainId) return;
        if (authorization.Nonce == ulong.MaxValue) return; // EIP-2681
        if (!SenderRecovery.TryRecoverAuthority(authorization, out var authority)) return;

        journal.WarmAddress(in authority); // also where the rest fails
        var code = journal.GetCode(in authority).Span;
        if (!code.IsEmpty && !Delegation.TryRead(code, out _)) return;
        if (journal.GetNonce(in authority) != authorization.Nonce) return;

        if (journal.Exists(in authority)) journal.AddRefund((long)(IntrinsicGas.Authorization - IntrinsicGas.AuthorizationOfExisting));
        journal.SetCode(in authority, authorization.Target.IsZero ? ReadOnlyMemory<byte>.Empty : Delegation.Write(authorization.Target));
        journal.IncrementNonce(in authority);
    }
}
