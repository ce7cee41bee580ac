using Cos.Fuzzing.Differential;
using Cos.Fuzzing.Programs;
using Cos.Vm;
using Cos.Vm.Opcodes;

namespace Cos.Fuzzing.Tests.Programs;

public sealed class ScenarioTests
{
    private const int Scenarios = 6_000;

    [Test]
    public void Are_decided_by_their_seeds()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var (one, same) = (ScenarioMaker.Make(seed), ScenarioMaker.Make(seed));
            Assert.That(same.Contracts.Select(contract => Convert.ToHexString(contract.Code)), Is.EqualTo(one.Contracts.Select(contract => Convert.ToHexString(contract.Code))));
            Assert.That((same.Gas, same.Value), Is.EqualTo((one.Gas, one.Value)));
        }

        Assert.That(Enumerable.Range(0, 200).Select(seed => Convert.ToHexString(ScenarioMaker.Make((ulong)seed).Contracts[0].Code)), Is.Unique);
    }

    [Test]
    public void Have_no_code_that_no_account_can_have() =>
        Assert.That(ScenarioMaker.Make(1_047_626).Contracts.Where(contract => contract.Code is [0xef, ..]).Select(contract => contract.Address), Is.EqualTo(new[] { ScenarioMaker.Delegated }));

    [Test]
    public void Reach_every_instruction_deep_calls_and_every_way_to_end()
    {
        var ops = new HashSet<byte>();
        var (deepest, failures, longest) = (0, 0, 0);
        var workspace = new Workspace();
        for (ulong seed = 0; seed < Scenarios; seed++)
        {
            var scenario = ScenarioMaker.Make(seed);
            var run = OwnMachine.Execute(scenario, workspace);
            failures += run.Failed ? 1 : 0;
            longest = Math.Max(longest, run.Steps.Count);
            foreach (var step in run.Steps)
            {
                deepest = Math.Max(deepest, step.Depth);
                if (step.Depth == 1 && step.Offset < scenario.Contracts[0].Code.Length)
                {
                    ops.Add(scenario.Contracts[0].Code[step.Offset]);
                }
            }
        }

        var defined = Enumerable.Range(0, 256).Select(code => (byte)code).Where(code => OpcodeTable.Of(code).IsDefined);
        var missing = defined.Except(ops).Select(code => OpcodeTable.Of(code).Name).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(missing, Is.Empty);
            Assert.That(deepest, Is.GreaterThan(3));
            Assert.That(failures, Is.InRange(Scenarios / 10, Scenarios * 9 / 10), "some succeed, some fail");
            Assert.That(longest, Is.GreaterThan(1_000));
        });
    }
}
