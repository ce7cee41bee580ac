using System.Diagnostics;
using Cos.Primitives.Values;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;

namespace Cos.Vm.Instructions;

/// <summary>What a frame can ask about its block.</summary>
internal static unsafe class BlockInstructions
{
    /// <summary>Runs one of them.</summary>
    internal static long Execute(Frame frame, byte op, UInt256* top, long gas)
    {
        var machine = frame.Machine;
        var block = machine.Block;
        switch (op)
        {
            case Op.BlockHash: Words.Set(top, AncestorHash(block, top)); return gas;
            case Op.Coinbase: Words.Set(top + 1, block.Coinbase.ToWord()); return gas;
            case Op.Timestamp: Words.Set(top + 1, block.Timestamp); return gas;
            case Op.Number: Words.Set(top + 1, block.Number); return gas;
            case Op.PrevRandao: Words.Set(top + 1, block.PrevRandao.ToUInt256()); return gas;
            case Op.GasLimit: Words.Set(top + 1, block.GasLimit); return gas;
            case Op.ChainId: Words.Set(top + 1, machine.Rules.ChainId); return gas;
            case Op.SelfBalance: Words.Set(top + 1, machine.Journal.GetBalance(frame.Self)); return gas;
            case Op.BaseFee: Words.Set(top + 1, block.BaseFee); return gas;
            case Op.BlobHash: Words.Set(top, BlobHash(in machine.Transaction, top)); return gas;
            case Op.BlobBaseFee: Words.Set(top + 1, block.BlobBaseFee); return gas;
            default: throw new UnreachableException();
        }
    }

    // Only the 256 blocks before this one have a hash here.
    private static UInt256 AncestorHash(BlockEnvironment block, UInt256* number) =>
        Words.IsSmall(number) && number->U0 < block.Number && block.Number - number->U0 <= AncestorHashes.HashesMax
            ? block.Ancestors.At(number->U0).ToUInt256()
            : UInt256.Zero;

    private static UInt256 BlobHash(in TransactionEnvironment transaction, UInt256* index)
    {
        var hashes = transaction.BlobHashes;
        return Words.IsSmall(index) && index->U0 < (ulong)hashes.Length ? hashes[(int)index->U0].ToUInt256() : UInt256.Zero;
    }
}
