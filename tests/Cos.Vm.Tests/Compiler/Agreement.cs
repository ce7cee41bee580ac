using System.Text;
using Cos.Primitives.Values;
using Cos.Vm.Compiler;

namespace Cos.Vm.Tests.Compiler;

/// <summary>Runs the same message on the same world by both engines and compares all that is left of it.</summary>
internal static class Agreement
{
    /// <summary>What differs between the engines for two programs that may call each other; null where nothing does.</summary>
    public static string? Difference(byte[] contract, byte[] other, byte[] input, ulong gas, bool isStatic, EagerCompilation compilation)
    {
        var interpreted = Outcome(contract, other, input, gas, isStatic, null);
        var compiled = Outcome(contract, other, input, gas, isStatic, compilation);
        return interpreted == compiled ? null
            : $"gas {gas}, static {isStatic}\ncontract {Convert.ToHexString(contract)}\nother {Convert.ToHexString(other)}\ninput {Convert.ToHexString(input)}\ninterpreted {interpreted}\ncompiled {compiled}";
    }

    /// <summary>Gas used by a program that is interpreted.</summary>
    public static ulong GasUsed(byte[] contract, byte[] other, byte[] input, ulong gas) => gas - Make(contract, other, null).Call(gas, input).GasLeft;

    private static string Outcome(byte[] contract, byte[] other, byte[] input, ulong gas, bool isStatic, EagerCompilation? compilation)
    {
        var world = Make(contract, other, compilation);
        var result = world.Call(gas, input, isStatic: isStatic);
        var text = new StringBuilder($"{result.Halt} {result.GasLeft} {Convert.ToHexString(result.Output.Span)} refund {world.Journal.Refund}");
        foreach (var log in world.Journal.Logs)
        {
            text.Append($"\nlog {log.Address} {string.Join(',', log.Topics)} {Convert.ToHexString(log.Payload.Span)}");
        }

        foreach (var address in (ReadOnlySpan<Address>)[World.Contract, World.Other, World.Nobody, World.Sender])
        {
            text.Append($"\n{address} is cold: {world.Journal.WarmAddress(address)}");
            for (var slot = 0; slot < 5; slot++)
            {
                text.Append($" {world.Journal.WarmSlot(address, (ulong)slot)}");
            }
        }

        world.Journal.EndTransaction();
        foreach (var account in world.Journal.BuildDiff().Accounts)
        {
            text.Append($"\naccount {account.Address} {account.After} {account.StorageWiped} {string.Join(',', account.Slots)}");
        }

        return text.ToString();
    }

    private static World Make(byte[] contract, byte[] other, EagerCompilation? compilation)
    {
        var world = new World(compilation).And(World.Contract, contract, 50, (0, 1), (1, UInt256.MaxValue)).And(World.Other, other, 50, (2, 5));
        return world.And(World.Sender, [], 1_000_000);
    }
}
