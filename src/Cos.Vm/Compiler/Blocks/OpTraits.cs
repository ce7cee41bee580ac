using Cos.Vm.Opcodes;

namespace Cos.Vm.Compiler.Blocks;

/// <summary>What cutting code into blocks has to know about an instruction.</summary>
internal static class OpTraits
{
    /// <summary>Whether nothing follows it within a block: it jumps, ends the frame, or lets another frame run.</summary>
    internal static bool EndsBlock(byte op) => op is Op.Jump or Op.Jumpi or Op.Create or Op.Create2 || IsCall(op) || EndsFrame(op);

    /// <summary>Whether the frame never runs past it.</summary>
    internal static bool EndsFrame(byte op) =>
        op is Op.Stop or Op.Return or Op.Revert or Op.Invalid or Op.SelfDestruct || !OpcodeTable.Of(op).IsDefined;

    /// <summary>Whether another frame may run before the next instruction.</summary>
    internal static bool MayAsk(byte op) => op is Op.Create or Op.Create2 || IsCall(op);

    /// <summary>Whether it can end the frame for another reason than gas, stack or a jump; then the gas before it has to be counted exactly.</summary>
    internal static bool HasOwnHalt(byte op) =>
        op is Op.Sstore or Op.Tstore or Op.ReturnDataCopy or Op.SelfDestruct or (>= Op.Log0 and <= Op.Log4) || MayAsk(op);

    /// <summary>Whether its price depends on its operands or on the state.</summary>
    internal static bool HasOwnPrice(byte op) => op is Op.Exp or Op.Keccak256 or Op.Balance or Op.CallDataCopy or Op.CodeCopy or Op.ExtCodeSize or Op.ExtCodeCopy
        or Op.ReturnDataCopy or Op.ExtCodeHash or Op.Mload or Op.Mstore or Op.Mstore8 or Op.Sload or Op.Sstore or Op.Mcopy or (>= Op.Log0 and <= Op.Log4);

    /// <summary>Whether it may write the frame's memory.</summary>
    internal static bool WritesMemory(byte op) =>
        op is Op.CallDataCopy or Op.CodeCopy or Op.ExtCodeCopy or Op.ReturnDataCopy or Op.Mcopy or Op.Mstore or Op.Mstore8 || IsCall(op);

    /// <summary>Whether it may need more memory than the frame has.</summary>
    internal static bool GrowsMemory(byte op) => WritesMemory(op) || op is Op.Keccak256 or Op.Create or Op.Create2 or (>= Op.Log0 and <= Op.Log4);

    /// <summary>Bytes of IL that it becomes at most, roughly; its share of what the stack's way to memory takes included.</summary>
    internal static int Weight(byte op) => op switch
    {
        Op.Mul => 400,
        Op.Add or Op.Sub or Op.Lt or Op.Gt or Op.Slt or Op.Sgt or Op.Mload or Op.Mstore => 160,
        (>= Op.Push0 and <= Op.Push32) or (>= Op.Dup1 and <= Op.Dup16) => 40,
        Op.Pop or Op.JumpDest or (>= Op.Swap1 and <= Op.Swap16) => 20,
        _ => 120,
    };

    private static bool IsCall(byte op) => op is Op.Call or Op.CallCode or Op.DelegateCall or Op.StaticCall;
}
