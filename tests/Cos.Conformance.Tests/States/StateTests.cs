using Cos.Cli.StateTests;

namespace Cos.Conformance.Tests.States;

public sealed class StateTests
{
    [Test]
    public void Every_state_test_of_osaka_ends_as_it_says() =>
        Fixtures.RequireAll("eest-state-osaka", 5_994, (workspace, name, test) => new StateTestRunner(workspace).Run(name, test));
}
