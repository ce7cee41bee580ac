using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;

namespace Cos.Execution.Tracing;

/// <summary>An account at one moment; one that does not exist has nothing.</summary>
/// <param name="Exists">Whether the state has it.</param>
/// <param name="Balance">Wei.</param>
/// <param name="Nonce">Nonce.</param>
/// <param name="CodeHash">Hash of the code; that of no code where there is none.</param>
/// <param name="Code">Code.</param>
public readonly record struct AccountImage(bool Exists, UInt256 Balance, ulong Nonce, Hash256 CodeHash, ReadOnlyMemory<byte> Code)
{
    /// <summary>Whether it has no nonce, balance and code.</summary>
    public bool IsEmpty => Nonce == 0 && Balance.IsZero && Code.IsEmpty;

    internal static AccountImage Of(Journal journal, in Address address)
    {
        var hash = journal.GetCodeHash(in address);
        return new AccountImage(
            journal.Exists(in address),
            journal.GetBalance(in address),
            journal.GetNonce(in address),
            hash == Hash256.Zero ? Account.EmptyCodeHash : hash,
            journal.GetCode(in address));
    }
}
