using Cos.Fuzzing.Differential;
using Cos.Fuzzing.Programs;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Fuzzing.Tests.Differential;

public sealed class ComparisonTests
{
    private static readonly Run One = new(false, 21_010, "aa", [new TraceStep(1, 0, 50, 3, [], ""), new TraceStep(1, 2, 47, null, [UInt256.One], "")]);

    private static Run WithLast(Func<TraceStep, TraceStep> change) => One with { Steps = [One.Steps[0], change(One.Steps[1])] };

    [Test]
    public void Finds_no_difference_between_a_run_and_itself()
    {
        var scenario = ScenarioMaker.Make(5);
        var workspace = new Workspace();
        Assert.That(Comparison.Difference(OwnMachine.Execute(scenario, workspace), OwnMachine.Execute(scenario, workspace)), Is.Null);
    }

    [Test]
    public void Finds_each_thing_in_which_runs_can_differ()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Comparison.Difference(One, One with { Failed = true }), Does.Contain("failed"));
            Assert.That(Comparison.Difference(One, One with { GasUsed = 21_011 }), Does.Contain("gas used 21010 here, 21011 there"));
            Assert.That(Comparison.Difference(One, One with { Output = "ab" }), Does.Contain("output"));
            Assert.That(Comparison.Difference(One, One with { Steps = [One.Steps[0]] }), Does.Contain("steps 2 here, 1 there"));
            Assert.That(Comparison.Difference(One, WithLast(step => step with { Gas = 46 })), Does.Contain("step 1").And.Contain("gas 47 here, 46 there"));
            Assert.That(Comparison.Difference(One, WithLast(step => step with { Stack = [UInt256.Zero] })), Does.Contain("stack"));
            Assert.That(Comparison.Difference(One, WithLast(step => step with { Memory = "00" })), Does.Contain("memory"));
            Assert.That(Comparison.Difference(One, WithLast(step => step with { Depth = 2 })), Does.Contain("depth"));
            Assert.That(Comparison.Difference(One, WithLast(step => step with { Offset = 3 })), Does.Contain("offset"));
            Assert.That(Comparison.Difference(One, One with { Steps = [One.Steps[0] with { GasCost = 2 }, One.Steps[1]] }), Does.Contain("cost 3 here, 2 there"));
        });
    }
}
