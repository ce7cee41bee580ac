using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.View;
using Cos.Storage.Audit;
using Cos.Storage.Schema;

namespace Cos.Storage.Tests.Audit;

public sealed class StateAuditTests
{
    [Test]
    public void Finds_a_state_sound_and_counts_it([Range(1, 5)] int seed)
    {
        using var world = new AuditedWorld(seed);
        var report = world.Audit();
        Assert.That(report.Faults, Is.Empty);
        Assert.That(report.IsSound, Is.True);
        Assert.That(report.Tip, Is.EqualTo(world.Tip));
        Assert.That(report.Balances, Is.EqualTo(new BalanceSum(0, AuditedWorld.Supply)));
        Assert.That(report.Accounts, Is.EqualTo(Count(world, Column.Accounts)).And.GreaterThan(300));
        Assert.That(report.Slots, Is.EqualTo(Count(world, Column.Slots)).And.GreaterThan(300));
        Assert.That(report.Nodes, Is.EqualTo(Count(world, Column.TrieNodes)), "every stored node belongs to a trie");
        Assert.That(report.Contracts, Is.EqualTo(30));
    }

    [Test]
    public void Finds_an_empty_database_sound()
    {
        using var world = new AuditedWorld(blocks: 0);
        Assert.That(world.Audit().IsSound, Is.True);
    }

    [Test]
    public void Names_a_flat_account_that_was_changed()
    {
        using var world = new AuditedWorld();
        var account = world.AccountOf(AuditedWorld.Person);
        world.Put(Column.Accounts, AuditedWorld.Person.Bytes, AccountBytes.Encode(account with { Balance = account.Balance + 7 }));
        AssertOnly(world.Audit(), $"the flat account {AuditedWorld.Person} holds nonce 0, balance 1007 wei", "the trie nonce 0, balance 1000 wei");
    }

    [Test]
    public void Names_a_flat_account_that_the_trie_lacks()
    {
        using var world = new AuditedWorld();
        world.Put(Column.Accounts, Address.FromLow(99).Bytes, AccountBytes.Encode(Account.Empty with { Nonce = 5 }));
        AssertOnly(world.Audit(), $"the flat account {Address.FromLow(99)} holds nonce 5", "the trie has no such account");
    }

    [Test]
    public void Names_a_flat_account_that_does_not_decode()
    {
        using var world = new AuditedWorld();
        world.Put(Column.Accounts, AuditedWorld.Person.Bytes, "not an account, but longer than one's head"u8);
        Assert.That(world.Audit().Faults[0], Is.EqualTo($"the flat account {AuditedWorld.Person.ToString().ToLowerInvariant()} does not decode"));
    }

    [Test]
    public void Counts_flat_accounts_that_are_lost()
    {
        using var world = new AuditedWorld();
        var count = Count(world, Column.Accounts);
        world.Delete(Column.Accounts, AuditedWorld.Person.Bytes);
        AssertOnly(world.Audit(), $"the tries hold {count} accounts, the flat state {count - 1} of them: 1 lost");
    }

    [Test]
    public void Names_a_flat_account_that_stands_at_another_address_and_counts_the_one_that_is_lost()
    {
        using var world = new AuditedWorld();
        var count = Count(world, Column.Accounts);
        world.Put(Column.Accounts, Address.FromLow(99).Bytes, AccountBytes.Encode(world.AccountOf(AuditedWorld.Person)));
        world.Delete(Column.Accounts, AuditedWorld.Person.Bytes);
        var faults = world.Audit().Faults;
        Assert.That(faults, Has.Length.EqualTo(2));
        Assert.That(faults[0], Does.StartWith($"the flat account {Address.FromLow(99)} holds"));
        Assert.That(faults[1], Is.EqualTo($"the tries hold {count} accounts, the flat state {count - 1} of them: 1 lost"));
    }

    [Test]
    public void Names_a_flat_slot_that_was_changed()
    {
        using var world = new AuditedWorld();
        world.Put(Column.Slots, AuditedWorld.SlotKey(AuditedWorld.Contract, 5), [0x2a]);
        AssertOnly(world.Audit(), $"the flat slot 0x5 of {AuditedWorld.Contract} holds 0x2a, the trie 0x6");
    }

    [Test]
    public void Names_a_flat_slot_of_an_account_that_has_no_storage()
    {
        using var world = new AuditedWorld();
        world.Put(Column.Slots, AuditedWorld.SlotKey(AuditedWorld.Person, 1), [0x01]);
        world.Put(Column.Slots, AuditedWorld.SlotKey(Address.FromLow(98), 2), [0x02]);
        var faults = world.Audit().Faults;
        Assert.That(faults, Is.EquivalentTo(new[]
        {
            $"the flat slot 0x1 of {AuditedWorld.Person} holds 0x1, the trie 0x0",
            $"the flat slot 0x2 of {Address.FromLow(98)} holds 0x2, the trie 0x0",
        }));
    }

    [Test]
    public void Names_a_flat_slot_that_holds_a_zero()
    {
        using var world = new AuditedWorld();
        world.Put(Column.Slots, AuditedWorld.SlotKey(AuditedWorld.Person, 1), [0x00]);
        Assert.That(world.Audit().Faults[0], Does.StartWith("the flat slot 0x").And.Contain("does not decode"));
    }

    [Test]
    public void Counts_flat_slots_that_are_lost()
    {
        using var world = new AuditedWorld();
        var count = Count(world, Column.Slots);
        world.Delete(Column.Slots, AuditedWorld.SlotKey(AuditedWorld.Contract, 3));
        AssertOnly(world.Audit(), $"the tries hold {count} slots, the flat state {count - 1} of them: 1 lost");
    }

    [Test]
    public void Tells_flat_slots_that_were_swapped()
    {
        using var world = new AuditedWorld();
        world.Put(Column.Slots, AuditedWorld.SlotKey(AuditedWorld.Contract, 5), [0x07]);
        world.Put(Column.Slots, AuditedWorld.SlotKey(AuditedWorld.Contract, 6), [0x06]);
        Assert.That(world.Audit().Faults, Has.Length.EqualTo(2));
    }

    [Test]
    public void Names_a_missing_node_of_the_accounts_trie()
    {
        using var world = new AuditedWorld();
        world.Delete(Column.TrieNodes, AuditedWorld.RootKey(null));
        var report = world.Audit();
        AssertOnly(report, "the root of the accounts trie is missing");
        Assert.That(report.Accounts, Is.Zero);
    }

    [Test]
    public void Names_every_damaged_node_up_to_the_limit()
    {
        using var world = new AuditedWorld();
        var keys = new List<byte[]>();
        using (var snapshot = world.Database.TakeSnapshot())
        using (var nodes = world.Database.Iterate(Column.TrieNodes, snapshot))
        {
            for (var isHere = nodes.Seek([0]); isHere && nodes.Key[0] == 0; isHere = nodes.Next())
            {
                keys.Add(nodes.Key.ToArray());
            }
        }

        foreach (var key in keys.Where(key => key[^1] == 2))
        {
            world.Delete(Column.TrieNodes, key);
        }

        var report = world.Audit();
        Assert.That(report.Faults, Has.Length.EqualTo(StateAudit.FaultsMax).And.All.Match("^the node at path [0-9a-f]{2} of the accounts trie is missing$"));
        Assert.That(report.Faults, Is.Unique);
    }

    [Test]
    public void Names_a_missing_node_of_a_storage_trie()
    {
        using var world = new AuditedWorld();
        world.Delete(Column.TrieNodes, AuditedWorld.RootKey(AuditedWorld.Contract));
        AssertOnly(world.Audit(), $"the root of the storage trie of the account whose address has the hash {AuditedWorld.HashOf(AuditedWorld.Contract.Bytes)} is missing");
    }

    [Test]
    public void Names_a_node_with_another_hash()
    {
        using var world = new AuditedWorld();
        var node = world.Database.Get(Column.TrieNodes, AuditedWorld.RootKey(AuditedWorld.Contract))!;
        node[^5] ^= 0x10;
        world.Put(Column.TrieNodes, AuditedWorld.RootKey(AuditedWorld.Contract), node);
        AssertOnly(world.Audit(), "the root of the storage trie", "has another hash than its parent says");
    }

    [Test]
    public void Names_missing_code_and_code_with_another_hash()
    {
        using var world = new AuditedWorld();
        var code = world.AccountOf(AuditedWorld.Contract).CodeHash;
        world.Delete(Column.Codes, code.Bytes);
        AssertOnly(world.Audit(), $"the code {code} of the account whose address has the hash", "is missing");
        world.Put(Column.Codes, code.Bytes, [0x60, 0x99]);
        AssertOnly(world.Audit(), $"the code stored as {code} has another hash");
    }

    [Test]
    public void Tells_a_sum_of_balances_that_is_not_the_supply()
    {
        using var world = new AuditedWorld();
        AssertOnly(world.Audit(AuditedWorld.Supply + 1), "all balances sum to 300000 wei instead of 300001: 1 lost");
        AssertOnly(world.Audit(AuditedWorld.Supply - 2), "all balances sum to 300000 wei instead of 299998: 2 too many");
    }

    [Test]
    public void Names_a_header_that_is_missing_or_has_another_root()
    {
        using var world = new AuditedWorld();
        var tip = world.Tip;
        world.Put(Column.Meta, MetaKey.StateTip, (tip with { Height = tip.Height + 1 }).Encode());
        AssertOnly(world.Audit(), $"names height {tip.Height}");
        world.Put(Column.Meta, MetaKey.StateTip, tip.Encode());
        world.Delete(Column.Headers, tip.BlockHash.Value.Bytes);
        AssertOnly(world.Audit(), $"the header of block {tip.Height} {tip.BlockHash}, whose state this is, is missing");
    }

    [Test]
    public void Tells_a_damaged_file_in_words()
    {
        using var world = new AuditedWorld();
        world.Reopen(static _ => { }); // what was in the log goes into table files
        world.Reopen(static folder =>
        {
            var largest = Directory.EnumerateFiles(folder, "*.sst").MaxBy(file => new FileInfo(file).Length)!;
            using var file = File.Open(largest, FileMode.Open);
            file.Position = 1000;
            file.Write(new byte[200]);
        });
        Assert.That(world.Audit().Faults, Has.Some.StartsWith("the database does not read: Corruption"));
    }

    [Test]
    public void Ends_when_told_to()
    {
        using var world = new AuditedWorld();
        using var stop = new CancellationTokenSource();
        var stages = new List<AuditStage>();
        Assert.That(
            () => StateAudit.Run(
                world.Database,
                null,
                progress =>
                {
                    stages.Add(progress.Stage);
                    stop.Cancel();
                },
                stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(stages, Is.EqualTo(new[] { AuditStage.Tries }));
    }

    private static void AssertOnly(StateAuditReport report, params string[] words)
    {
        Assert.That(report.IsSound, Is.False);
        Assert.That(report.Faults, Has.Length.EqualTo(1), string.Join('\n', report.Faults));
        foreach (var part in words)
        {
            Assert.That(report.Faults[0], Does.Contain(part));
        }
    }

    private static ulong Count(AuditedWorld world, Column column)
    {
        var count = 0UL;
        using var snapshot = world.Database.TakeSnapshot();
        using var entries = world.Database.Iterate(column, snapshot);
        for (var isHere = entries.Seek([]); isHere; isHere = entries.Next())
        {
            count++;
        }

        return count;
    }
}
