using System.Collections.Immutable;
using System.Globalization;

namespace Cos.Vm.Opcodes;

/// <summary>The opcodes of Osaka as data: name, gas, pops, pushes. Warm state access (EIP-2929) is in the gas; what is cold costs more.</summary>
public static class OpcodeTable
{
    /// <summary>256 rows, by byte.</summary>
    public static readonly ImmutableArray<Opcode> Rows = Build();

    /// <summary>The row of one byte.</summary>
    public static Opcode Of(byte code) => Rows[code];

    private static ReadOnlySpan<Opcode> Named => new Opcode[]
    {
        new(Op.Stop, "STOP", 0, 0, 0), new(Op.Add, "ADD", 3, 2, 1), new(Op.Mul, "MUL", 5, 2, 1), new(Op.Sub, "SUB", 3, 2, 1), new(Op.Div, "DIV", 5, 2, 1),
        new(Op.Sdiv, "SDIV", 5, 2, 1), new(Op.Mod, "MOD", 5, 2, 1), new(Op.Smod, "SMOD", 5, 2, 1), new(Op.Addmod, "ADDMOD", 8, 3, 1),
        new(Op.Mulmod, "MULMOD", 8, 3, 1), new(Op.Exp, "EXP", 10, 2, 1), new(Op.SignExtend, "SIGNEXTEND", 5, 2, 1),
        new(Op.Lt, "LT", 3, 2, 1), new(Op.Gt, "GT", 3, 2, 1), new(Op.Slt, "SLT", 3, 2, 1), new(Op.Sgt, "SGT", 3, 2, 1), new(Op.Eq, "EQ", 3, 2, 1),
        new(Op.IsZero, "ISZERO", 3, 1, 1), new(Op.And, "AND", 3, 2, 1), new(Op.Or, "OR", 3, 2, 1), new(Op.Xor, "XOR", 3, 2, 1), new(Op.Not, "NOT", 3, 1, 1),
        new(Op.Byte, "BYTE", 3, 2, 1), new(Op.Shl, "SHL", 3, 2, 1), new(Op.Shr, "SHR", 3, 2, 1), new(Op.Sar, "SAR", 3, 2, 1), new(Op.Clz, "CLZ", 5, 1, 1),
        new(Op.Keccak256, "KECCAK256", 30, 2, 1),
        new(Op.Address, "ADDRESS", 2, 0, 1), new(Op.Balance, "BALANCE", 100, 1, 1), new(Op.Origin, "ORIGIN", 2, 0, 1), new(Op.Caller, "CALLER", 2, 0, 1),
        new(Op.CallValue, "CALLVALUE", 2, 0, 1), new(Op.CallDataLoad, "CALLDATALOAD", 3, 1, 1), new(Op.CallDataSize, "CALLDATASIZE", 2, 0, 1),
        new(Op.CallDataCopy, "CALLDATACOPY", 3, 3, 0), new(Op.CodeSize, "CODESIZE", 2, 0, 1), new(Op.CodeCopy, "CODECOPY", 3, 3, 0),
        new(Op.GasPrice, "GASPRICE", 2, 0, 1), new(Op.ExtCodeSize, "EXTCODESIZE", 100, 1, 1), new(Op.ExtCodeCopy, "EXTCODECOPY", 100, 4, 0),
        new(Op.ReturnDataSize, "RETURNDATASIZE", 2, 0, 1), new(Op.ReturnDataCopy, "RETURNDATACOPY", 3, 3, 0), new(Op.ExtCodeHash, "EXTCODEHASH", 100, 1, 1),
        new(Op.BlockHash, "BLOCKHASH", 20, 1, 1), new(Op.Coinbase, "COINBASE", 2, 0, 1), new(Op.Timestamp, "TIMESTAMP", 2, 0, 1),
        new(Op.Number, "NUMBER", 2, 0, 1), new(Op.PrevRandao, "PREVRANDAO", 2, 0, 1), new(Op.GasLimit, "GASLIMIT", 2, 0, 1), new(Op.ChainId, "CHAINID", 2, 0, 1),
        new(Op.SelfBalance, "SELFBALANCE", 5, 0, 1), new(Op.BaseFee, "BASEFEE", 2, 0, 1), new(Op.BlobHash, "BLOBHASH", 3, 1, 1),
        new(Op.BlobBaseFee, "BLOBBASEFEE", 2, 0, 1),
        new(Op.Pop, "POP", 2, 1, 0), new(Op.Mload, "MLOAD", 3, 1, 1), new(Op.Mstore, "MSTORE", 3, 2, 0), new(Op.Mstore8, "MSTORE8", 3, 2, 0),
        new(Op.Sload, "SLOAD", 100, 1, 1), new(Op.Sstore, "SSTORE", 100, 2, 0), new(Op.Jump, "JUMP", 8, 1, 0), new(Op.Jumpi, "JUMPI", 10, 2, 0),
        new(Op.Pc, "PC", 2, 0, 1), new(Op.Msize, "MSIZE", 2, 0, 1), new(Op.Gas, "GAS", 2, 0, 1), new(Op.JumpDest, "JUMPDEST", 1, 0, 0),
        new(Op.Tload, "TLOAD", 100, 1, 1), new(Op.Tstore, "TSTORE", 100, 2, 0), new(Op.Mcopy, "MCOPY", 3, 3, 0), new(Op.Push0, "PUSH0", 2, 0, 1),
        new(Op.Create, "CREATE", 32000, 3, 1), new(Op.Call, "CALL", 100, 7, 1), new(Op.CallCode, "CALLCODE", 100, 7, 1), new(Op.Return, "RETURN", 0, 2, 0),
        new(Op.DelegateCall, "DELEGATECALL", 100, 6, 1), new(Op.Create2, "CREATE2", 32000, 4, 1), new(Op.StaticCall, "STATICCALL", 100, 6, 1),
        new(Op.Revert, "REVERT", 0, 2, 0), new(Op.Invalid, "INVALID", 0, 0, 0), new(Op.SelfDestruct, "SELFDESTRUCT", 5000, 1, 0),
    };

    private static ImmutableArray<Opcode> Build()
    {
        var rows = new Opcode[256];
        for (var code = 0; code < rows.Length; code++)
        {
            rows[code] = Numbered((byte)code);
        }

        foreach (var row in Named)
        {
            rows[row.Code] = row;
        }

        return ImmutableArray.Create(rows);
    }

    // PUSH, DUP, SWAP and LOG: families whose name ends in their number.
    private static Opcode Numbered(byte code) => code switch
    {
        >= Op.Push1 and <= Op.Push32 => Row(code, "PUSH", code - Op.Push0, 3, 0, 1),
        >= Op.Dup1 and <= Op.Dup16 => Row(code, "DUP", code - Op.Dup1 + 1, 3, code - Op.Dup1 + 1, code - Op.Dup1 + 2),
        >= Op.Swap1 and <= Op.Swap16 => Row(code, "SWAP", code - Op.Swap1 + 1, 3, code - Op.Swap1 + 2, code - Op.Swap1 + 2),
        >= Op.Log0 and <= Op.Log4 => Row(code, "LOG", code - Op.Log0, 375 * (1 + code - Op.Log0), code - Op.Log0 + 2, 0),
        _ => new Opcode(code, "", 0, 0, 0),
    };

    private static Opcode Row(byte code, string family, int number, int gas, int pops, int pushes) =>
        new(code, family + number.ToString(CultureInfo.InvariantCulture), (ushort)gas, (byte)pops, (byte)pushes);
}
