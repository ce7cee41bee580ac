using System.Collections.Immutable;
using Cos.Primitives.Values;
using Cos.Vm.Opcodes;

namespace Cos.Fuzzing.Programs;

/// <summary>Makes a scenario of a seed: written programs, written programs with bytes broken, and bytes that were never a program.</summary>
public static class ScenarioMaker
{
    /// <summary>Who sends the call.</summary>
    public static readonly Address Sender = Address.FromLow(0x5e4de2);

    /// <summary>Account with no code and some balance.</summary>
    public static readonly Address Plain = Address.FromLow(0xe0a);

    /// <summary>Account with a designator of the second contract (EIP-7702).</summary>
    public static readonly Address Delegated = Address.FromLow(0xde1e);

    private static readonly Address[] Neighbours =
    [
        Address.FromLow(0xc0de01), Address.FromLow(0xc0de02), Address.FromLow(0xc0de03), Plain, Delegated, Address.FromLow(0x404404),
    ];

    /// <summary>The scenario of a seed.</summary>
    public static Scenario Make(ulong seed)
    {
        var dice = new Dice(seed);
        var contracts = ImmutableArray.CreateBuilder<ScenarioContract>();
        for (var i = 0; i < 3; i++)
        {
            contracts.Add(Contract(dice, Neighbours[i], Code(dice, i == 0 ? 4 + dice.Below(16) : 1 + dice.Below(6))));
        }

        contracts.Add(new ScenarioContract(Plain, [], 1_000, []));
        contracts.Add(Contract(dice, Delegated, Cos.Vm.Code.Delegation.Write(Neighbours[1])));
        ulong gas = 25_000 + (dice.Next() % (dice.OneIn(6) ? 2_000UL : dice.OneIn(3) ? 400_000UL : 90_000UL));
        return new Scenario(seed, contracts.DrainToImmutable(), dice.Bytes(dice.Below(100)), gas, (UInt256)(ulong)(dice.OneIn(3) ? dice.Below(5_000) : 0));
    }

    /// <summary>A program by itself, of so many statements.</summary>
    public static byte[] Code(Dice dice, int statements)
    {
        if (dice.OneIn(12))
        {
            return Noise(dice);
        }

        var code = new CodeWriter();
        var body = new Statements(dice, code, Neighbours);
        body.Block(statements);
        if (dice.OneIn(25))
        {
            body.Fill();
        }

        if (!dice.OneIn(5))
        {
            body.End(underCondition: false);
        }

        var written = code.ToCode();
        return dice.OneIn(4) ? Broken(dice, written) : written;
    }

    private static ScenarioContract Contract(Dice dice, in Address address, byte[] code)
    {
        if (code is [0xef, ..] && address != Delegated)
        {
            code[0] = Op.Invalid; // EIP-3541: no account can have such code, and anvil refuses to pretend
        }

        var slots = ImmutableArray.CreateBuilder<(UInt256 Slot, UInt256 Value)>();
        for (var slot = dice.Below(4); slot > 0; slot--)
        {
            slots.Add(((UInt256)(ulong)slot, (UInt256)(ulong)(1 + dice.Below(3))));
        }

        return new ScenarioContract(address, code, (UInt256)(ulong)(dice.OneIn(2) ? dice.Below(5_000) : 0), slots.DrainToImmutable());
    }

    private static byte[] Noise(Dice dice)
    {
        var code = dice.Bytes(1 + dice.Below(120));
        for (var i = 0; i < code.Length; i++)
        {
            if (!OpcodeTable.Of(code[i]).IsDefined || dice.OneIn(3))
            {
                code[i] = dice.Pick<byte>([Op.Push0, Op.Push1, Op.Dup1, Op.Swap1, Op.JumpDest, Op.Add, Op.Gas, Op.Pc, Op.Mstore]);
            }
        }

        return code;
    }

    private static byte[] Broken(Dice dice, byte[] code)
    {
        var bytes = new List<byte>(code);
        for (var i = dice.Below(4); i >= 0 && bytes.Count > 1; i--)
        {
            var at = dice.Below(bytes.Count);
            switch (dice.Below(4))
            {
                case 0: bytes.RemoveAt(at); break;
                case 1: bytes.Insert(at, dice.Bytes(1)[0]); break;
                case 2: bytes[at] = dice.Bytes(1)[0]; break;
                default: bytes.RemoveRange(at, Math.Min(bytes.Count - at - 1, dice.Below(8))); break;
            }
        }

        return [.. bytes];
    }
}
