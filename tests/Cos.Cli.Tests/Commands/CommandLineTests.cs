using CsCheck;

namespace Cos.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    private static readonly string[] Words = ["evm", "run", "disasm", "--gas", "--input", "--value", "--state", "-", "--", "0x00", "--json=", "[suggest]"];

    [TestCase("", "name a verb: evm")]
    [TestCase("evn", "there is no verb evn; did you mean evm?")]
    [TestCase("evm", "name a verb: statetest, run, disasm")]
    [TestCase("evm statetests x", "there is no verb statetests; did you mean statetest?")]
    [TestCase("evm run --tracee 00", "there is no option --tracee; did you mean --trace?")]
    [TestCase("evm run 00 --gass=1", "there is no option --gass; did you mean --gas?")]
    [TestCase("evm run 00 --quite-another-thing", "there is no option --quite-another-thing; see cos evm run --help")]
    [TestCase("evm statetest x --forc Osaka", "there is no option --forc; did you mean --fork?")]
    [TestCase("evm statetest x --fork Osako", "--fork: Osako is not known; did you mean Osaka?")]
    [TestCase("evm statetest x --fork Frontier", "choose one of Osaka, Prague, Cancun, Shanghai, Paris, London")]
    [TestCase("evm statetest x --jobs 0", "--jobs: 0 will not do; write a whole number from 1 to 256")]
    [TestCase("evm statetest x --filter /(/", "--filter /(/: ")]
    [TestCase("evm statetest", "'PATH' missing")]
    [TestCase("evm statetest /no/such/thing", "/no/such/thing: there is no such file or folder")]
    [TestCase("evm run", "nothing to run: give bytecode, --file, or --state with --receiver")]
    [TestCase("evm run --create", "nothing to run")]
    [TestCase("evm run 00 --create --receiver 0x00000000000000000000000000000000000a11ce", "--create makes its own receiver")]
    [TestCase("evm run 00 01", "Unrecognized command or argument '01'")]
    [TestCase("evm run 00 --file x", "give the bytecode as an argument or with --file, not both")]
    [TestCase("evm run --file /no/such/code", "/no/such/code: there is no such file")]
    [TestCase("evm run --file /", "/ is a folder")]
    [TestCase("evm run 00 --state /no/such/state", "/no/such/state: there is no such file")]
    [TestCase("evm run 000", "the bytecode: 3 digits are an odd number")]
    [TestCase("evm run 0x0g", "the bytecode: 'g', at digit 2, is not hexadecimal")]
    [TestCase("evm run 00 --input 0x1", "--input: 1 digits are an odd number")]
    [TestCase("evm run 00 --gas -1", "--gas: -1 will not do")]
    [TestCase("evm run 00 --gas 0", "--gas: 0 will not do")]
    [TestCase("evm run 00 --gas 0x8000000000000000", "--gas: 0x8000000000000000 will not do")]
    [TestCase("evm run 00 --gas 1e9", "--gas: 1e9 will not do")]
    [TestCase("evm run 00 --value 0x10000000000000000000000000000000000000000000000000000000000000000", "--value: 0x1000")]
    [TestCase("evm run 00 --sender 0x1", "--sender: 0x1 will not do; write 0x and 40 hexadecimal digits")]
    [TestCase("evm run 00 --prevrandao 0x1", "--prevrandao: 0x1 will not do; write 0x and 64 hexadecimal digits")]
    [TestCase("evm run 00 --rules etherium", "--rules: etherium is not known; did you mean ethereum?")]
    [TestCase("evm run 00 --bench --trace", "--bench and --trace do not go together")]
    [TestCase("evm run 00 --compile forced --trace", "--trace and --compile forced do not go together")]
    [TestCase("evm statetest x --compile force", "--compile: force is not known; did you mean forced?")]
    [TestCase("evm disasm", "give bytecode as an argument, with --file, or piped in")]
    public void Wrong_usage_is_said_in_words_and_ends_with_2(string line, string words)
    {
        var session = Session.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Multiple(() =>
        {
            Assert.That(session.Code, Is.EqualTo(2));
            Assert.That(session.Errors, Does.StartWith("cos: ").And.Contain(words));
            Assert.That(session.Output, Is.Empty);
        });
    }

    [TestCase("--help", "evm")]
    [TestCase("evm --help", "statetest", "run", "disasm")]
    [TestCase("evm statetest --help", "--filter", "--fork", "--jobs", "--compile", "--trace", "--json", "Exit code")]
    [TestCase("evm run --help", "--input", "--gas", "--price", "--value", "--sender", "--receiver", "--create", "--state", "--dump", "--compile", "--trace", "--json", "--bench", "Exit code")]
    [TestCase("evm disasm --help", "--file")]
    public void Help_names_everything_that_can_be_asked_for(string line, params string[] names)
    {
        var session = Session.Run(line.Split(' '));
        Assert.That(session.Code, Is.Zero);
        foreach (var name in names) Assert.That(session.Output, Does.Contain(name));
    }

    [Test]
    public void An_argument_that_begins_with_an_at_sign_is_no_file_of_arguments()
    {
        var session = Session.Run("evm", "run", "@/etc/hostname");
        Assert.That(session.Errors, Does.Contain("'@', at digit 1, is not hexadecimal"));
    }

    [Test]
    public void No_arguments_break_the_tool() =>
        Gen.OneOf(Gen.String[0, 12], Gen.Int[0, Words.Length - 1].Select(static i => Words[i])).Array[0, 6]
            .Sample(words => Assert.That(Session.RunPiped("00", words).Code, Is.InRange(0, 2)), iter: 300);
}
