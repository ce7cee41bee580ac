using System.Text.Json;
using System.Text.Json.Nodes;
using Cos.Testing;
using CsCheck;

namespace Cos.Cli.Tests.StateTests;

public sealed class StateTestCommandTests
{
    private const string Archive = "eest-state-osaka";

    [Test]
    public void A_passing_test_prints_nothing_but_the_numbers()
    {
        using var folder = new TemporaryFolder();
        var session = Run(folder.Write("test.json", SmallFixture.Passing(folder).ToJsonString()));
        Assert.That((session.Code, session.Output, session.Errors), Is.EqualTo((0, "1 passed, 0 failed\n", string.Empty)));
    }

    [Test]
    public void A_failing_test_is_named_with_its_reason_before_the_numbers()
    {
        using var folder = new TemporaryFolder();
        var session = Run(folder.Write("test.json", SmallFixture.Json("0x01").ToJsonString()));
        Assert.Multiple(() =>
        {
            Assert.That(session.Code, Is.EqualTo(1));
            Assert.That(session.Lines[0], Does.StartWith(SmallFixture.Name + "\tother state: 0x"));
            Assert.That(session.Lines[^1], Is.EqualTo("0 passed, 1 failed"));
        });
    }

    [Test]
    public void A_folder_is_read_with_all_that_is_in_it_in_the_order_of_names()
    {
        using var folder = new TemporaryFolder();
        var passing = SmallFixture.Passing(folder).ToJsonString();
        folder.Write("tests/b/2.json", passing);
        folder.Write("tests/a/1.json", SmallFixture.Json("0x01").ToJsonString());
        folder.Write("tests/notes.txt", "no test");
        folder.Write("tests/.meta/index.json", "[]");
        for (var jobs = 1; jobs <= 3; jobs++)
        {
            var session = Run(Path.Combine(folder.Path, "tests"), "--jobs", $"{jobs}", "--json");
            using var json = JsonDocument.Parse(session.Output);
            Assert.That(json.RootElement.EnumerateArray().Select(static v => v.GetProperty("pass").GetBoolean()), Is.EqualTo(new[] { false, true }));
            Assert.That((session.Code, session.Errors), Is.EqualTo((1, "1 passed, 1 failed\n")));
        }
    }

    [Test]
    public void Json_tells_name_pass_root_fork_and_error()
    {
        using var folder = new TemporaryFolder();
        var session = Run(folder.Write("test.json", SmallFixture.Json("0x01").ToJsonString()), "--json");
        var verdict = JsonDocument.Parse(session.Output).RootElement[0];
        Assert.Multiple(() =>
        {
            Assert.That(verdict.GetProperty("name").GetString(), Is.EqualTo(SmallFixture.Name));
            Assert.That(verdict.GetProperty("pass").GetBoolean(), Is.False);
            Assert.That(verdict.GetProperty("stateRoot").GetString(), Has.Length.EqualTo(66));
            Assert.That(verdict.GetProperty("fork").GetString(), Is.EqualTo("Osaka"));
            Assert.That(verdict.GetProperty("error").GetString(), Does.StartWith("other state"));
        });
    }

    [Test]
    public void Several_transactions_of_one_test_are_judged_each()
    {
        using var folder = new TemporaryFolder();
        var json = SmallFixture.Passing(folder);
        var post = json[SmallFixture.Name]!["post"]!["Osaka"]!.AsArray();
        var second = post[0]!.DeepClone();
        second["indexes"]!["gas"] = 1; // enough for the transaction, not for its code
        post.Add(second);
        var session = Run(folder.Write("test.json", json.ToJsonString()));
        Assert.That(session.Lines[0], Does.StartWith(SmallFixture.Name + "#1\tother state"));
        Assert.That(session.Lines[^1], Is.EqualTo("1 passed, 1 failed"));
    }

    [TestCase("store", 1)]
    [TestCase("test_store[fork_Osaka]", 1)]
    [TestCase("/^small.*Osaka]$/", 1)]
    [TestCase("elsewhere", 0)]
    [TestCase("/^store/", 0)]
    public void The_filter_is_a_part_of_the_name_or_an_expression(string filter, int run)
    {
        using var folder = new TemporaryFolder();
        var session = Run(folder.Write("test.json", SmallFixture.Passing(folder).ToJsonString()), "--filter", filter);
        Assert.That((session.Code, session.Lines[^1]), Is.EqualTo((run == 1 ? 0 : 2, $"{run} passed, 0 failed")));
    }

    [Test]
    public void A_fork_whose_rules_are_not_there_is_run_only_when_asked_for_and_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        var hash = SmallFixture.Passing(folder)[SmallFixture.Name]!["post"]!["Osaka"]![0]!["hash"]!.GetValue<string>();
        var path = folder.Write("test.json", SmallFixture.Json(hash, "London").ToJsonString());
        var osaka = Run(path);
        Assert.That((osaka.Code, osaka.Output), Is.EqualTo((2, "0 passed, 0 failed\n")));
        Assert.That(osaka.Errors, Does.Contain("left out, for they say nothing of Osaka: 1 of the tests"));
        var london = Run(path, "--fork", "london");
        Assert.That((london.Code, london.Output), Is.EqualTo((0, "1 passed, 0 failed\n")));
        Assert.That(london.Errors, Does.Contain("London's tests run with Osaka's instructions and prices"));
    }

    [Test]
    public void The_trace_ends_with_the_root_and_what_became_of_the_transaction()
    {
        using var folder = new TemporaryFolder();
        var lines = Run(folder.Write("test.json", SmallFixture.Passing(folder).ToJsonString()), "--trace").Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(5)); // PUSH1, PUSH0, SSTORE, STOP
        Assert.That(lines[2], Does.Contain("\"opName\":\"SSTORE\"").And.Contain("\"gasCost\":\"0x5654\""));
        using var last = JsonDocument.Parse(lines[^1]);
        Assert.Multiple(() =>
        {
            Assert.That(last.RootElement.GetProperty("gasUsed").GetString(), Is.EqualTo("0xa861")); // 21,000 + 3 + 2 + 22,100
            Assert.That(last.RootElement.GetProperty("pass").GetBoolean(), Is.True);
            Assert.That(last.RootElement.GetProperty("test").GetString(), Is.EqualTo(SmallFixture.Name));
            Assert.That(last.RootElement.GetProperty("stateRoot").GetString(), Has.Length.EqualTo(66));
        });
    }

    [TestCase("", "is not JSON")]
    [TestCase("{", "is not JSON")]
    [TestCase("{} x", "is not JSON")]
    [TestCase("[]", "holds no state tests: not an object")]
    [TestCase("7", "holds no state tests: not an object")]
    [TestCase("{\"a\":1}", "holds no state tests: \"post\" is missing")]
    [TestCase("{\"a\":{\"blocks\":[]}}", "holds no state tests: \"post\" is missing")]
    public void A_file_without_tests_is_said_in_words_and_ends_with_2(string text, string words)
    {
        using var folder = new TemporaryFolder();
        var session = Run(folder.Write("test.json", text));
        Assert.That((session.Code, session.Output), Is.EqualTo((2, "0 passed, 0 failed\n")));
        Assert.That(session.Errors, Does.Contain(words));
    }

    [Test]
    public void A_file_that_cannot_be_used_does_not_hide_the_others()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tests/1.json", "{");
        folder.Write("tests/2.json", SmallFixture.Passing(folder).ToJsonString());
        var session = Run(Path.Combine(folder.Path, "tests"));
        Assert.That((session.Code, session.Output), Is.EqualTo((2, "1 passed, 0 failed\n")));
    }

    [Test]
    public void An_archive_that_is_none_is_said_in_words()
    {
        using var folder = new TemporaryFolder();
        foreach (var jobs in (string[])["1", "2"])
        {
            var session = Run(folder.Write("tests.tar.zst", "no archive at all"), "--jobs", jobs);
            Assert.That(session.Code, Is.EqualTo(2));
            Assert.That(session.Errors, Does.Contain("is no .tar.zst archive, or a damaged one"));
        }
    }

    [Test]
    public void An_archive_that_cannot_be_opened_is_said_in_words()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("tests.tar.zst", "held by another");
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var session = Run(path);
        Assert.That(session.Code, Is.EqualTo(2));
        Assert.That(session.Errors, Does.Contain(path));
    }

    [Test]
    public void Anything_may_be_missing_from_a_test_or_be_another_thing()
    {
        using var folder = new TemporaryFolder();
        var passing = SmallFixture.Passing(folder);
        foreach (var path in Paths(passing[SmallFixture.Name]!))
        {
            foreach (var instead in (JsonNode?[])[null, "", "0x", "zz", -1, new JsonArray(), new JsonObject { ["0x0"] = "0x1" }])
            {
                var changed = passing.DeepClone();
                Replace(changed[SmallFixture.Name]!, path, instead);
                var session = Run(folder.Write("test.json", changed.ToJsonString()), "--jobs", "1");
                Assert.That(session.Code, Is.InRange(0, 2), path);
                Assert.That(session.Output, Does.Not.Contain("the machine broke"), $"{path} = {instead?.ToJsonString()}");
            }
        }
    }

    [Test]
    public void Bytes_changed_anywhere_never_break_the_tool()
    {
        using var folder = new TemporaryFolder();
        var text = System.Text.Encoding.UTF8.GetBytes(SmallFixture.Passing(folder).ToJsonString());
        var file = Path.Combine(folder.Path, "test.json");
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var bytes = (byte[])text.Clone();
            foreach (var (at, value) in changes) bytes[at] = value;
            File.WriteAllBytes(file, bytes);
            var session = Run(file, "--jobs", "1");
            Assert.That(session.Code, Is.InRange(0, 2));
            Assert.That(session.Output, Does.Not.Contain("the machine broke"));
        }, iter: 300, threads: 1);
    }

    [Test]
    public void Tests_of_the_public_archive_pass_out_of_the_archive()
    {
        ConformanceArchive.Require(Archive);
        var archive = Path.Combine(ConformanceArchive.Folder!, Archive + ".tar.zst");
        var session = Run(archive, "--filter", "eip7702_set_code_tx");
        Assert.That(session.Code, Is.Zero, session.Output);
        Assert.That(int.Parse(session.Lines[^1].Split(' ')[0]), Is.GreaterThan(100));
        Assert.That(Run(archive, "--filter", "eip7939", "--compile", "forced").Code, Is.Zero);
    }

    private static Session Run(params string[] arguments) => Session.Run(["evm", "statetest", .. arguments]);

    private static IEnumerable<string> Paths(JsonNode node, string prefix = "")
    {
        IEnumerable<(string Key, JsonNode? Child)> children = node switch
        {
            JsonObject members => members.Select(static m => (m.Key, m.Value)),
            JsonArray items => items.Select(static (item, i) => ($"{i}", item)),
            _ => [],
        };
        return children.SelectMany(c => c.Child is null ? [prefix + c.Key] : Paths(c.Child, $"{prefix}{c.Key} ").Prepend(prefix + c.Key));
    }

    private static void Replace(JsonNode node, string path, JsonNode? instead)
    {
        var keys = path.Split(' ');
        foreach (var key in keys[..^1]) node = node is JsonArray list ? list[int.Parse(key)]! : node[key]!;
        if (node is JsonArray items) items[int.Parse(keys[^1])] = instead?.DeepClone();
        else if (instead is null) node.AsObject().Remove(keys[^1]);
        else node[keys[^1]] = instead.DeepClone();
    }
}
