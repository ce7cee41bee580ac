using Cos.Execution.Genesis;
using Cos.Node.Configuration;
using Cos.Node.Hosting;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.Storage.Rocks;
using Cos.Storage.Schema;
using Cos.Storage.States;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cos.Node.Tests.Hosting;

public sealed class StateVerificationTests
{
    private const ulong CacheBytes = 1 << 20;
    private static readonly GenesisProducer Seat = new(DevAccount.At(DevAccount.FundedCount).Address, new Hash256(DevChain.SeatKeyAt(0).PublicKey), "dev-1");
    private static readonly ChainSpec Spec = DevGenesis.Create(DevChain.ChainId, new DposParameters { GenesisMilliseconds = 1_700_000_000_000, SlotMilliseconds = 500, Seats = 1, Standbys = 0 }, [Seat]);

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("cos-node-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Passes_a_sound_state()
    {
        using var database = Flushed(Spec);
        Assert.That(() => Verify(database), Throws.Nothing);
    }

    [Test]
    public void Passes_a_database_without_state()
    {
        using var database = RocksDatabase.Open(NodePlan.DatabaseIn(_folder), CacheBytes);
        Assert.That(() => Verify(database), Throws.Nothing);
    }

    [Test]
    public void Refuses_a_state_whose_balances_are_not_the_total_supply()
    {
        var ethereum = Spec with { Rules = ChainRules.ForEthereum(DevChain.ChainId), Alloc = [.. Spec.Alloc.Skip(1)] };
        using var database = Flushed(ethereum);
        Assert.That(() => Verify(database), Throws.TypeOf<StorageException>().With.Message.Contains("all balances sum to")
            .And.Message.Contains($"instead of {Credit.TotalSupply.ToWei()}: ").And.Message.Contains("lost"));
    }

    [Test]
    public async Task Ends_with_exit_code_1_and_an_error_that_names_the_fault_and_the_remedy()
    {
        var address = DevAccount.At(0).Address;
        using (var database = Flushed(Spec))
        using (var batch = database.NewBatch())
        {
            batch.Delete(Column.Accounts, address.Bytes);
            batch.Put(Column.Accounts, Address.FromLow(77).Bytes, database.Get(Column.Accounts, DevAccount.At(1).Address.Bytes));
            batch.Write(sync: true);
        }

        var settings = new SettingValues();
        settings.Add(Settings.StateVerify, new SettingSource("true", "test"));
        settings.Add(Settings.LogFile, new SettingSource(Path.Combine(_folder, "node.log"), "test"));
        Assert.That(await NodeLifetime.RunAsync(new NodePlan(Spec, _folder, [], [], settings)), Is.EqualTo(1));
        var log = await File.ReadAllTextAsync(Directory.EnumerateFiles(_folder, "node*.log").Single());
        Assert.That(log, Does.Contain("the state of block 0 on disk is damaged").And.Contain($"the flat account {Address.FromLow(77)}").And.Contain("restore the folder from a copy"));
    }

    private static void Verify(RocksDatabase database) => StateVerification.Require(database, Spec, TimeProvider.System, NullLogger.Instance, CancellationToken.None);

    private RocksDatabase Flushed(ChainSpec spec)
    {
        var database = RocksDatabase.Open(NodePlan.DatabaseIn(_folder), CacheBytes);
        var store = new RocksStateStore(database, CacheBytes, 0);
        var genesis = GenesisState.Build(spec);
        store.Flush([new StateLayer(store.Current, 0, genesis.Hash, genesis.Diff, genesis.Trie)]);
        return database;
    }
}
