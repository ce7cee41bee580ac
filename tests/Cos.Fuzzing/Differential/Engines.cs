using System.Globalization;
using System.Text;
using Cos.Execution.Transactions;
using Cos.Fuzzing.Programs;
using Cos.State.Journal;
using Cos.Vm;
using Cos.Vm.Compiler;

namespace Cos.Fuzzing.Differential;

/// <summary>Runs a scenario on the interpreter and on the compiler and compares all that is left of it.</summary>
public static class Engines
{
    /// <summary>The first line in which the two differ, or null where none does.</summary>
    public static string? Difference(Scenario scenario)
    {
        try
        {
            return Compare(scenario);
        }
        catch (Exception thrown)
        {
            return $"threw {thrown}"; // a finding like any other, and its seed must not be lost
        }
    }

    private static string? Compare(Scenario scenario)
    {
        var interpreted = Outcome(scenario, null).Split('\n');
        var compiled = Outcome(scenario, CompilationOf(scenario.Seed)).Split('\n');
        for (var i = 0; i < Math.Max(interpreted.Length, compiled.Length); i++)
        {
            var (here, there) = (i < interpreted.Length ? interpreted[i] : "nothing", i < compiled.Length ? compiled[i] : "nothing");
            if (here != there)
            {
                return $"interpreted: {here}; compiled: {there}";
            }
        }

        return null;
    }

    // Generated programs are short: in chunks of a block or of a few they still have what long ones have between chunks.
    private static EagerCompilation CompilationOf(ulong seed) => (seed % 4) switch
    {
        0 => new EagerCompilation(1),
        1 => new EagerCompilation(2_000),
        _ => new EagerCompilation(),
    };

    private static string Outcome(Scenario scenario, ICompilation? compilation)
    {
        var journal = new Journal(OwnMachine.StateOf(scenario));
        var machine = new Machine(OwnMachine.Block.Rules, journal, OwnMachine.Block.ToEnvironment(), new Workspace(compilation), null);
        var outcome = new TransactionExecutor(OwnMachine.Block, journal, machine).Apply(OwnMachine.TransactionOf(scenario));
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{outcome.Halt} gas {outcome.GasUsed} refund {outcome.GasRefunded} output {Convert.ToHexStringLower(outcome.Output.Span)}");
        foreach (var log in journal.Logs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"log {log.Address} {string.Join(',', log.Topics)} {Convert.ToHexStringLower(log.Payload.Span)}");
        }

        foreach (var account in journal.BuildDiff().Accounts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"account {account.Address} {account.After} {account.StorageWiped} {string.Join(',', account.Slots)}");
        }

        return text.ToString();
    }
}
