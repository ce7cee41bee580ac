using Cos.Node.Configuration;

namespace Cos.Node.Tests.Configuration;

public sealed class TomlSourceTests
{
    [Test]
    public void Reads_tables_dotted_keys_and_inline_tables_alike()
    {
        string[] texts = ["[rpc]\nport = 5\nhost = \"::1\"", "rpc.port = 5\nrpc.host = '::1'", "rpc = { port = 5, host = \"::1\" }", "\"rpc.port\" = 0x5\n[rpc]\nhost = \"::1\" # here"];
        foreach (var text in texts)
        {
            var values = Read(text);
            Assert.That(values.Number(Settings.RpcPort), Is.EqualTo(5), text);
            Assert.That(values.Text(Settings.RpcHost), Is.EqualTo("::1"), text);
        }
    }

    [Test]
    public void Reads_lists_and_switches()
    {
        var values = Read("producer.keys = [\"a.key\", \"b c.key\"]\nrpc.allowed-origins = []\n[dev]\nopen = true\nreset = false");
        Assert.That(values.List(Settings.ProducerKeys), Is.EqualTo((string[])["a.key", "b c.key"]));
        Assert.That(values.List(Settings.RpcOrigins), Is.Empty);
        Assert.That(values.Switch(Settings.Open), Is.True);
        Assert.That(values.Switch(Settings.Reset), Is.False);
    }

    [Test]
    public void Reads_an_empty_file_and_one_that_begins_with_a_byte_order_mark()
    {
        Assert.That(Read("").IsGiven(Settings.RpcPort), Is.False);
        Assert.That(Read("\uFEFFrpc.port = 6").Number(Settings.RpcPort), Is.EqualTo(6));
    }

    [TestCase("rpc.prot = 1", "line 1: there is no setting rpc.prot; did you mean rpc.port?")]
    [TestCase("[rpc]\n\nprot = 1", "line 3: there is no setting rpc.prot; did you mean rpc.port?")]
    [TestCase("port = 1", "there is no setting port")]
    [TestCase("rpc = 1", "there is no setting rpc")]
    [TestCase("[rpc.port]\nvalue = 1", "there is no setting rpc.port.value")]
    [TestCase("data_dir = \"x\"", "did you mean data-dir?")]
    [TestCase("RPC.port = 1", "did you mean rpc.port?")]
    [TestCase("[[rpc]]\nport = 1", "there is no setting rpc")]
    public void Refuses_an_unknown_key_with_the_nearest_known(string text, string words) => AssertRefused(text, words);

    [TestCase("rpc.port = \"8545\"", "rpc.port must be a whole number")]
    [TestCase("rpc.port = 8545.0", "rpc.port must be a whole number")]
    [TestCase("rpc.port = [8545]", "rpc.port must be a whole number")]
    [TestCase("rpc.port = true", "rpc.port must be a whole number")]
    [TestCase("rpc.port = 1979-05-27", "rpc.port must be a whole number")]
    [TestCase("rpc.port = -1", "must be a whole number from 0 to 65535")]
    [TestCase("rpc.host = 127", "rpc.host must be a text in quotes")]
    [TestCase("rpc.host = [\"127.0.0.1\"]", "rpc.host must be a text in quotes")]
    [TestCase("dev.open = \"true\"", "dev.open must be true or false")]
    [TestCase("dev.open = 1", "dev.open must be true or false")]
    [TestCase("producer.keys = \"a.key\"", "producer.keys must be an array of texts")]
    [TestCase("producer.keys = [1]", "producer.keys must be an array of texts")]
    [TestCase("producer.keys = [[\"a\"]]", "producer.keys must be an array of texts")]
    [TestCase("producer.keys = [{ a = 1 }]", "producer.keys must be an array of texts")]
    [TestCase("producer.keys = [\"a,b\"]", "producer.keys must be an array of texts")]
    [TestCase("producer.keys = [\"\"]", "producer.keys must be an array of texts")]
    [TestCase("log.level = \"loud\"", "must be one of trace, debug, info, warn, error")]
    public void Refuses_a_value_of_another_kind(string text, string words) => AssertRefused(text, words);

    [TestCase("rpc.port = 1\nrpc.port = 2")]
    [TestCase("[rpc]\nport = 1\nport = 1")]
    [TestCase("[rpc]\nport = 1\n[log]\nlevel = \"info\"\n[rpc]\nport = 2")]
    [TestCase("\"rpc.port\" = 1\n[rpc]\nport = 2")]
    [TestCase("rpc = { port = 1, port = 2 }")]
    public void Refuses_a_key_that_is_given_twice(string text) => AssertRefused(text, "rpc.port is given twice");

    [TestCase("rpc.port = ")]
    [TestCase("= 1")]
    [TestCase("rpc.port = 1 rpc.host = \"a\"")]
    [TestCase("rpc.host = \"not ended")]
    [TestCase("rpc.host = \"\u0001\"")]
    [TestCase("rpc.port = 99999999999999999999")]
    [TestCase("[rpc\nport = 1")]
    [TestCase("producer.keys = [\"a\", ")]
    public void Refuses_what_is_no_toml(string text) => AssertRefused(text, "configuration file ");

    [TestCase("a = {0}", "[", "]")]
    [TestCase("producer.keys = {0}", "[", "]")]
    [TestCase("a = {0}", "[", "")]
    [TestCase("a = {0}", "{{a=", "}}")]
    [TestCase("a{0} = 1", ".a", "")]
    [TestCase("[a{0}]\nb = 1", ".a", "")]
    public void Refuses_deep_nesting(string format, string open, string close)
    {
        var nest = string.Concat(Enumerable.Repeat(open.Replace("{{", "{", StringComparison.Ordinal), 100_000)) + string.Concat(Enumerable.Repeat(close.Replace("}}", "}", StringComparison.Ordinal), 100_000));
        AssertRefused(format.Replace("{0}", nest, StringComparison.Ordinal), "");
    }

    [Test]
    public void Refuses_a_huge_file_and_a_huge_key()
    {
        AssertRefused(new string('#', TomlSource.FileBytesMax + 1), "is larger than");
        AssertRefused(new string('k', TomlSource.FileBytesMax - 10) + " = 1", "there is no setting k");
        Assert.That(Read(new string('#', TomlSource.FileBytesMax)).IsGiven(Settings.RpcPort), Is.False);
    }

    [Test]
    public void Refuses_what_is_no_file_to_read()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => TomlSource.AddTo(new SettingValues(), folder.PathOf("none.toml")), Throws.TypeOf<ConfigurationException>().With.Message.Contains("does not exist"));
        Assert.That(() => TomlSource.AddTo(new SettingValues(), folder.PathOf("no/where.toml")), Throws.TypeOf<ConfigurationException>().With.Message.Contains("does not exist"));
        Assert.That(() => TomlSource.AddTo(new SettingValues(), folder.PathOf("")), Throws.TypeOf<ConfigurationException>().With.Message.Contains("cannot be read"));
        File.WriteAllBytes(folder.PathOf("latin.toml"), [.. "log.file = \""u8, 0xe9, .. "\""u8]);
        Assert.That(() => TomlSource.AddTo(new SettingValues(), folder.PathOf("latin.toml")), Throws.TypeOf<ConfigurationException>().With.Message.Contains("is not UTF-8"));
        if (File.Exists("/dev/zero"))
        {
            Assert.That(() => TomlSource.AddTo(new SettingValues(), "/dev/zero"), Throws.TypeOf<ConfigurationException>().With.Message.Contains("is larger than"));
        }
    }

    private static SettingValues Read(string text)
    {
        using var folder = new TemporaryFolder();
        var values = new SettingValues();
        TomlSource.AddTo(values, folder.Write("node.toml", text));
        return values;
    }

    private static void AssertRefused(string text, string words) =>
        Assert.That(() => Read(text), Throws.TypeOf<ConfigurationException>().With.Message.Contains(words));
}
