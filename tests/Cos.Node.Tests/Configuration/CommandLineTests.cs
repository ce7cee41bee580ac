using Cos.Node.Configuration;

namespace Cos.Node.Tests.Configuration;

public sealed class CommandLineTests
{
    [Test]
    public async Task Takes_the_default_below_the_file_below_the_environment_below_the_flag()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("node.toml", "[rpc]\nport = 1111\n");
        var environment = new Dictionary<string, string> { ["COS_RPC_PORT"] = "2222" };
        Assert.That((await Run([], ["dev"])).Values!.Number(Settings.RpcPort), Is.EqualTo(8545));
        Assert.That((await Run([], ["dev", "--config", file])).Values!.Number(Settings.RpcPort), Is.EqualTo(1111));
        Assert.That((await Run(environment, ["dev", "--config", file])).Values!.Number(Settings.RpcPort), Is.EqualTo(2222));
        Assert.That((await Run(environment, ["dev", "--config", file, "--rpc-port", "3333"])).Values!.Number(Settings.RpcPort), Is.EqualTo(3333));
        Assert.That((await Run(environment, ["dev", "--rpc-port=3333", "--config=" + file])).Values!.Number(Settings.RpcPort), Is.EqualTo(3333));
    }

    [Test]
    public async Task Takes_every_setting_from_every_source()
    {
        foreach (var setting in Settings.All)
        {
            var verb = setting.IsRunOnly ? "run" : "dev";
            var text = TextFor(setting);
            var fromFlag = await Run([], [verb, setting.Flag, text]);
            var fromEnvironment = await Run(new() { [setting.EnvironmentName] = text }, [verb]);
            Assert.That(fromFlag.Errors + fromEnvironment.Errors, Is.Empty, setting.Key);
            Assert.That(fromFlag.Values!.Text(setting), Is.EqualTo(text), setting.Key);
            Assert.That(fromEnvironment.Values!.Text(setting), Is.EqualTo(text), setting.Key);
            Assert.That(fromFlag.Values.IsGiven(setting), Is.True);

            using var folder = new TemporaryFolder();
            var quoted = setting.Kind switch { SettingKind.Text => $"\"{text}\"", SettingKind.List => $"[\"{text}\"]", _ => text };
            var fromFile = await Run([], [verb, "--config", folder.Write("node.toml", $"{setting.Key} = {quoted}")]);
            Assert.That(fromFile.Errors, Is.Empty, setting.Key);
            Assert.That(fromFile.Values!.Text(setting), Is.EqualTo(text), setting.Key);
        }
    }

    [Test]
    public void Has_a_default_within_the_bounds_of_every_setting_and_a_name_of_its_own()
    {
        foreach (var setting in Settings.All.Where(setting => setting.Kind is SettingKind.Number or SettingKind.Switch || setting.Allowed.Count > 0))
        {
            Assert.That(() => new SettingValues().Add(setting, new SettingSource(setting.Default, "default")), Throws.Nothing, setting.Key);
        }

        Assert.That(Settings.All.Select(setting => setting.Flag), Is.Unique);
        Assert.That(Settings.All.Select(setting => setting.EnvironmentName), Is.Unique);
        Assert.That(Settings.All, Has.Count.EqualTo(typeof(Settings).GetFields().Count(field => field.FieldType == typeof(Setting))), "a setting is missing in the list");
    }

    [TestCase("--rpc-prot 1", "there is no flag --rpc-prot; did you mean --rpc-port?")]
    [TestCase("--rpc-prot=1", "there is no flag --rpc-prot=1; did you mean --rpc-port?")]
    [TestCase("--seat 3", "there is no flag --seat; did you mean --seats?")]
    [TestCase("--conifg x", "there is no flag --conifg; did you mean --config?")]
    [TestCase("--quite-another-thing", "there is no flag --quite-another-thing; see cosd dev --help")]
    [TestCase("--chain-genesis core.json", "there is no flag --chain-genesis")]
    public async Task Refuses_an_unknown_flag_with_the_nearest_known(string flags, string words)
    {
        var outcome = await Run([], ["dev", .. flags.Split(' ')]);
        Assert.That(outcome.Code, Is.EqualTo(2));
        Assert.That(outcome.Values, Is.Null);
        Assert.That(outcome.Errors, Does.Contain(words));
    }

    [TestCase("dve", "there is no verb dve; did you mean dev?")]
    [TestCase("verison", "there is no verb verison; did you mean version?")]
    [TestCase("somethingelse", "there is no verb somethingelse; see cosd --help")]
    [TestCase("", "name a verb: dev, run, version")]
    public async Task Refuses_an_unknown_verb_with_the_nearest_known(string verb, string words)
    {
        var outcome = await Run([], verb.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(outcome.Code, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain(words));
    }

    [TestCase("--rpc-port")]
    [TestCase("--rpc-port 1 --rpc-port 2")]
    [TestCase("--rpc-port 1 2")]
    [TestCase("--rpc-port 65536")]
    [TestCase("--rpc-port -1")]
    [TestCase("--rpc-port +1")]
    [TestCase("--rpc-port 0x10")]
    [TestCase("--rpc-port 1,5")]
    [TestCase("--rpc-port 99999999999999999999999")]
    [TestCase("--rpc-sockets-max 0")]
    [TestCase("--slot-ms 49")]
    [TestCase("--slot-ms 60001")]
    [TestCase("--seats 22")]
    [TestCase("--log-level loud")]
    [TestCase("--log-level Info")]
    [TestCase("--open maybe")]
    [TestCase("--open TRUE")]
    public async Task Refuses_what_does_not_fit_its_setting(string flags)
    {
        var outcome = await Run([], ["dev", .. flags.Split(' ')]);
        Assert.That(outcome.Code, Is.EqualTo(2));
        Assert.That(outcome.Values, Is.Null);
        Assert.That(outcome.Errors, Does.StartWith("cosd: "));
    }

    [Test]
    public async Task Says_the_bounds_and_where_a_wrong_value_came_from()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("node.toml", "[rpc]\nhost = \"::1\"\nport = 65536\n");
        Assert.That((await Run([], ["dev", "--rpc-port", "65536"])).Errors, Is.EqualTo("cosd: rpc.port = \"65536\" (from flag --rpc-port): must be a whole number from 0 to 65535\n"));
        Assert.That((await Run(new() { ["COS_RPC_PORT"] = "x" }, ["dev"])).Errors, Does.Contain("(from environment variable COS_RPC_PORT): must be a whole number from 0 to 65535"));
        Assert.That((await Run([], ["dev", "--config", file])).Errors, Does.Contain($"(from {file} line 3): must be a whole number from 0 to 65535"));
    }

    [TestCase("", false)]
    [TestCase("--open", true)]
    [TestCase("--open true", true)]
    [TestCase("--open false", false)]
    [TestCase("--open=false", false)]
    [TestCase("--open --reset", true)]
    public async Task Takes_a_switch_with_and_without_a_value(string flags, bool isOpen)
    {
        var outcome = await Run([], ["dev", .. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That(outcome.Values!.Switch(Settings.Open), Is.EqualTo(isOpen));
        Assert.That(outcome.Values.Switch(Settings.Reset), Is.EqualTo(flags.Contains("--reset", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Turns_off_by_a_flag_what_the_environment_turned_on()
    {
        var outcome = await Run(new() { ["COS_DEV_OPEN"] = "true", ["COS_RPC_ALLOWED_ORIGINS"] = "https://a" }, ["dev", "--open", "false", "--rpc-allowed-origins", ""]);
        Assert.That(outcome.Values!.Switch(Settings.Open), Is.False);
        Assert.That(outcome.Values.List(Settings.RpcOrigins), Is.Empty);
    }

    [Test]
    public async Task Takes_a_list_by_commas()
    {
        var outcome = await Run(new() { ["COS_RPC_ALLOWED_ORIGINS"] = "https://c" }, ["run", "--rpc-allowed-hosts", "a.example, b.example,,"]);
        Assert.That(outcome.Values!.List(Settings.RpcHosts), Is.EqualTo((string[])["a.example", "b.example"]));
        Assert.That(outcome.Values.List(Settings.RpcOrigins), Is.EqualTo((string[])["https://c"]));
        Assert.That(outcome.Values.List(Settings.ProducerKeys), Is.Empty);
    }

    [TestCase("COS_RPC_PROT", "did you mean COS_RPC_PORT?")]
    [TestCase("COS_RPC-PORT", "did you mean COS_RPC_PORT?")]
    [TestCase("COS_WHATEVER_ELSE_IT_IS", "unset it")]
    public async Task Refuses_an_unknown_variable_with_the_nearest_known(string name, string words)
    {
        var outcome = await Run(new() { [name] = "1" }, ["dev"]);
        Assert.That(outcome.Code, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain(name).And.Contain(words));
    }

    [Test]
    public async Task Leaves_variables_of_others_alone()
    {
        var outcome = await Run(new() { ["PATH"] = "/bin", ["COSMOS_HOME"] = "/", ["COS_CONFORMANCE"] = "/vectors", ["cos_rpc_port"] = "1" }, ["dev"]);
        Assert.That(outcome.Code, Is.Zero);
        Assert.That(outcome.Values!.Number(Settings.RpcPort), Is.EqualTo(8545));
    }

    [Test]
    public async Task Reads_no_arguments_from_files()
    {
        using var folder = new TemporaryFolder();
        var outcome = await Run([], ["dev", "--data-dir", "@" + folder.Write("answers", "--rpc-port\n1")]);
        Assert.That(outcome.Values!.Text(Settings.DataDirectory), Does.StartWith("@"));
        Assert.That(outcome.Values.IsGiven(Settings.RpcPort), Is.False);
    }

    [Test]
    public async Task Gives_the_verb_s_exit_code_back()
    {
        Assert.That(await CommandLine.RunAsync(["version"], new Dictionary<string, string>(), TextWriter.Null, Never, Never, () => 7), Is.EqualTo(7));
        Assert.That(await CommandLine.RunAsync(["run"], new Dictionary<string, string>(), TextWriter.Null, Never, _ => Task.FromResult(1), () => 7), Is.EqualTo(1));
    }

    private static string TextFor(Setting setting) => setting.Kind switch
    {
        SettingKind.Number => setting.Maximum == ulong.MaxValue ? "123456789" : $"{setting.Maximum}",
        SettingKind.Switch => "true",
        SettingKind.Text or SettingKind.List => setting.Allowed.Count == 0 ? "some text" : setting.Allowed[^1],
        SettingKind.Unspecified => "",
    };

    private static Task<int> Never(SettingValues values) => throw new AssertionException("the verb was not asked for");

    private static async Task<(int Code, SettingValues? Values, string Errors)> Run(Dictionary<string, string> environment, string[] arguments)
    {
        SettingValues? got = null;
        Task<int> Take(SettingValues values)
        {
            got = values;
            return Task.FromResult(0);
        }

        using var errors = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync(arguments, environment, errors, Take, Take, () => 0);
        return (code, got, errors.ToString());
    }
}
