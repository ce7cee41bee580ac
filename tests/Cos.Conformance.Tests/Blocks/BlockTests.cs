namespace Cos.Conformance.Tests.Blocks;

public sealed class BlockTests
{
    [Test]
    public void Every_block_test_of_the_osaka_sample_ends_as_it_says() =>
        Fixtures.RequireAll("eest-blockchain-osaka-sample", 1_112, (workspace, name, test) => [BlockTestRunner.Judge(workspace, name, test)]);

    [Test]
    public void Every_gas_benchmark_ends_as_it_says() =>
        Fixtures.RequireAll("eest-benchmark-sample", 203, (workspace, name, test) => [BlockTestRunner.Judge(workspace, name, test)]);
}
