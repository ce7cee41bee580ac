using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.Vm;

namespace Cos.Execution.Blocks;

/// <summary>EIP-2935: a contract that keeps the hashes of the newest 8,191 blocks, written by a system call at each block's start.</summary>
public static class HistoryContract
{
    /// <summary>Where it lives on every Ethereum chain.</summary>
    public static readonly Address Address = new(Convert.FromHexString("0000f90827f1c53a10cb7a02335b175320002935"));

    /// <summary>Its code as the EIP gives it.</summary>
    public static readonly ReadOnlyMemory<byte> Code = Convert.FromHexString(
        "3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500");

    /// <summary>Hands the parent's hash to the contract; nothing happens where a chain has no such contract.</summary>
    public static void Store(Journal journal, Machine machine, in BlockHash parent)
    {
        if (journal.GetCode(in Address).IsEmpty) return;
        SystemCall.Run(journal, machine, in Address, parent.Value.Bytes.ToArray());
    }
}
