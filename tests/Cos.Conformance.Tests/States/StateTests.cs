using Cos.Cli.StateTests;
using Cos.Vm;
using Cos.Vm.Compiler;

namespace Cos.Conformance.Tests.States;

public sealed class StateTests
{
    [Test]
    public void Every_state_test_of_osaka_ends_as_it_says() =>
        Fixtures.RequireAll("eest-state-osaka", 5_994, (workspace, name, test) => new StateTestRunner(workspace).Run(name, test));

    // Each test is compiled for itself, so that nothing compiled is kept.
    [Test]
    public void Every_state_test_of_osaka_ends_as_it_says_where_all_code_is_compiled_before_it_runs() =>
        Fixtures.RequireAll("eest-state-osaka", 5_994, (_, name, test) => new StateTestRunner(new Workspace(new EagerCompilation())).Run(name, test));
}
