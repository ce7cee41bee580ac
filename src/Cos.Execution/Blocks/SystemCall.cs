using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm;

namespace Cos.Execution.Blocks;

/// <summary>A call that the block itself makes to a contract, between transactions (EIP-4788): no gas is paid, no nonce and no balance of the caller moves.</summary>
public static class SystemCall
{
    /// <summary>Gas of the call, outside the block's limit.</summary>
    public const ulong Gas = 30_000_000;

    /// <summary>Whom the contract sees as its caller.</summary>
    public static readonly Address Caller = new(Convert.FromHexString("fffffffffffffffffffffffffffffffffffffffe"));

    /// <summary>Calls the contract, and keeps what it changed where it succeeds.</summary>
    public static CallResult Run(Journal journal, Machine machine, in Address contract, ReadOnlyMemory<byte> input)
    {
        journal.BeginTransaction();
        var result = machine.Call(new TransactionEnvironment(Caller, UInt256.Zero, []), new Message
        {
            Kind = MessageKind.Call,
            Caller = Caller,
            Target = contract,
            Value = UInt256.Zero,
            Input = input,
            Gas = Gas,
        });
        journal.EndTransaction();
        return result;
    }
}
