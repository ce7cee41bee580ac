using System.Text.Json;
using CsCheck;

namespace Cos.Cli.Tests.Runs;

public sealed class CodeRunTests
{
    [TestCase("602a5f5260205ff3", "", 0, "output     0x000000000000000000000000000000000000000000000000000000000000002a|gas used   16|halt       Success (success)")]
    [TestCase("365f5f37365ff3", "--input 0xc0de", 0, "output     0xc0de")]
    [TestCase("345f5260205ff3", "--value 7", 0, "output     0x0000000000000000000000000000000000000000000000000000000000000007")]
    [TestCase("3a5f5260205ff3", "--price 0x09", 0, "output     0x0000000000000000000000000000000000000000000000000000000000000009")]
    [TestCase("335f5260205ff3", "", 0, "output     0x00000000000000000000000000000000000000000000000000000000000a11ce")]
    [TestCase("305f5260205ff3", "--receiver 0x0000000000000000000000000000000000001234", 0, "output     0x0000000000000000000000000000000000000000000000000000000000001234")]
    [TestCase("435f5260205ff3", "--block-number 77", 0, "output     0x000000000000000000000000000000000000000000000000000000000000004d")]
    [TestCase("425f5260205ff3", "--timestamp 78", 0, "output     0x000000000000000000000000000000000000000000000000000000000000004e")]
    [TestCase("455f5260205ff3", "--block-gas-limit 79", 0, "output     0x000000000000000000000000000000000000000000000000000000000000004f")]
    [TestCase("485f5260205ff3", "--base-fee 80", 0, "output     0x0000000000000000000000000000000000000000000000000000000000000050")]
    [TestCase("465f5260205ff3", "--chain-id 81", 0, "output     0x0000000000000000000000000000000000000000000000000000000000000051")]
    [TestCase("465f5260205ff3", "", 0, "output     0x0000000000000000000000000000000000000000000000000000000000000c05")]
    [TestCase("415f5260205ff3", "--coinbase 0x0000000000000000000000000000000000005678", 0, "output     0x0000000000000000000000000000000000000000000000000000000000005678")]
    [TestCase("445f5260205ff3", "--prevrandao 0x00000000000000000000000000000000000000000000000000000000000000aa", 0, "output     0x00000000000000000000000000000000000000000000000000000000000000aa")]
    [TestCase("5b5f56", "--gas 1000", 1, "gas used   1000|halt       OutOfGas (out of gas)")]
    [TestCase("5f5ffd", "", 1, "gas used   4|halt       Revert (execution reverted)")]
    [TestCase("fe", "", 1, "halt       DesignatedInvalid (invalid opcode: INVALID)")]
    [TestCase("602a5f52600960206020a100", "", 0, "log        0x000000000000000000000000000000000000c0de [")]
    public void Runs_code_in_the_world_it_is_told_of(string program, string options, int code, string lines)
    {
        var session = Session.Run(["evm", "run", program, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That(session.Code, Is.EqualTo(code), session.Errors);
        foreach (var line in lines.Split('|')) Assert.That(session.Output, Does.Contain(line));
    }

    [Test]
    public void Tells_the_reason_that_solidity_gives_for_a_revert()
    {
        // Error(string) with "no", laid out in memory from 0
        const string program = "6308c379a060e01b5f5260206004526002602452616e6f60f01b60445260645ffd";
        var session = Session.Run("evm", "run", program);
        Assert.That(session.Code, Is.EqualTo(1));
        Assert.That(session.Output, Does.Contain("reason     no\n"));
        Assert.That(Session.Run("evm", "run", program, "--json").Output, Does.Contain("\"reason\": \"no\""));
    }

    [Test]
    public void Creates_a_contract_and_dumps_a_state_that_can_be_run_on()
    {
        using var folder = new TemporaryFolder();
        var created = Session.Run("evm", "run", "600a600c600039600a6000f3602a60005260206000f3", "--create", "--json", "--dump");
        using var json = JsonDocument.Parse(created.Output);
        var contract = json.RootElement.GetProperty("created").GetString()!;
        var state = folder.Write("state.json", json.RootElement.GetProperty("state").GetRawText());
        var session = Session.Run("evm", "run", "--state", state, "--receiver", contract);
        Assert.That(session.Output, Does.StartWith("output     0x000000000000000000000000000000000000000000000000000000000000002a"));
        Assert.That(created.Output, Does.Contain("\"nonce\": 1"));
    }

    [Test]
    public void Gives_constructor_arguments_behind_the_code()
    {
        // Returns the last byte of its code as the contract's code
        var session = Session.Run("evm", "run", "600160016009395f5160f81c00", "--create", "--input", "0x77");
        Assert.That(session.Code, Is.Zero, session.Output);
    }

    [Test]
    public void Runs_on_the_accounts_of_a_file_and_shows_them_afterwards()
    {
        using var folder = new TemporaryFolder();
        var state = folder.Write("state.json", """
            { "alloc": {
              "000000000000000000000000000000000000c0de": { "balance": "5", "code": "0x60015460010160015500", "storage": { "0x1": "0x29", "0x2": "0x3" } },
              "0x00000000000000000000000000000000000a11ce": { "balance": "0x64", "nonce": 9, "codeHash": "0x00" }
            } }
            """);
        var session = Session.Run("evm", "run", "--state", state, "--value", "10", "--json", "--dump");
        Assert.That(session.Code, Is.Zero, session.Errors);
        using var json = JsonDocument.Parse(session.Output);
        var accounts = json.RootElement.GetProperty("state");
        var (sender, receiver) = (accounts.GetProperty("0x00000000000000000000000000000000000a11ce"), accounts.GetProperty("0x000000000000000000000000000000000000c0de"));
        Assert.Multiple(() =>
        {
            Assert.That(sender.GetProperty("balance").GetString(), Is.EqualTo("90"));
            Assert.That(sender.GetProperty("nonce").GetInt32(), Is.EqualTo(10));
            Assert.That(receiver.GetProperty("balance").GetString(), Is.EqualTo("15"));
            Assert.That(receiver.GetProperty("storage").GetProperty("0x1").GetString(), Is.EqualTo("0x2a"));
            Assert.That(receiver.GetProperty("storage").GetProperty("0x2").GetString(), Is.EqualTo("0x3"));
        });
    }

    [Test]
    public void A_sender_of_the_file_cannot_send_what_it_has_not()
    {
        using var folder = new TemporaryFolder();
        var state = folder.Write("state.json", """{ "0x00000000000000000000000000000000000a11ce": { "balance": "1" } }""");
        var session = Session.Run("evm", "run", "00", "--state", state, "--value", "2");
        Assert.That((session.Code, session.Output), Is.EqualTo((1, session.Output)));
        Assert.That(session.Output, Does.Contain("InsufficientBalance"));
    }

    [Test]
    public void A_system_account_takes_value_on_ethereum_alone()
    {
        string[] line = ["evm", "run", "00", "--receiver", "0x00000000000000000000000000000000000c05a0", "--value", "1"];
        Assert.That(Session.Run(line).Output, Does.Contain("ReservedAccount"));
        Assert.That(Session.Run([.. line, "--rules", "Ethereum"]).Code, Is.Zero);
    }

    [TestCase("{\"0x00000000000000000000000000000000000a11ce\":{\"balance\":\"0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\"},\"0x000000000000000000000000000000000000c0de\":{\"balance\":\"1\"}}", "the balances sum to 2^256 wei or more")]
    [TestCase("", "(file): not JSON")]
    [TestCase("[]", "(file): not a JSON object")]
    [TestCase("{\"0x12\":{}}", "0x12: not an address")]
    [TestCase("{\"0x00000000000000000000000000000000000a11ce\":{\"balance\":\"x\"}}", "balance: not a number below 2^256")]
    [TestCase("{\"0x00000000000000000000000000000000000a11ce\":{\"ballance\":\"1\"}}", "ballance: not a known setting")]
    [TestCase("{\"0x00000000000000000000000000000000000a11ce\":{},\"00000000000000000000000000000000000A11CE\":{}}", "the same address is there twice")]
    public void A_state_that_is_none_is_said_in_words(string text, string words)
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run("evm", "run", "00", "--state", folder.Write("state.json", text));
        Assert.That(session.Code, Is.EqualTo(2));
        Assert.That(session.Errors, Does.Contain(words));
    }

    [Test]
    public void Reads_code_from_a_file_and_from_what_is_piped_in()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("code.hex", "0x602a\n5f52 6020\n5ff3\n");
        Assert.That(Session.Run("evm", "run", "--file", file).Output, Does.Contain("2a\n"));
        Assert.That(Session.RunPiped("602a5f5260205ff3", "evm", "run", "-").Output, Does.Contain("2a\n"));
        Assert.That(Session.RunPiped("60 2", "evm", "run", "-").Errors, Does.Contain("standard input: 3 digits are an odd number"));
    }

    [Test]
    public void Measures_what_a_run_costs_without_changing_what_it_does()
    {
        var session = Session.Run("evm", "run", "5f545f556001600055", "--bench", "--bench-seconds", "1", "--json");
        using var json = JsonDocument.Parse(session.Output);
        var bench = json.RootElement.GetProperty("bench");
        Assert.Multiple(() =>
        {
            Assert.That(session.Code, Is.Zero, session.Output);
            Assert.That(json.RootElement.GetProperty("gasUsed").GetInt64(), Is.EqualTo(2 + 2100 + 2 + 100 + 3 + 3 + 20_000));
            Assert.That(bench.GetProperty("runs").GetInt64(), Is.Positive);
            Assert.That(bench.GetProperty("nanosecondsMedian").GetDouble(), Is.GreaterThanOrEqualTo(bench.GetProperty("nanosecondsBest").GetDouble()));
            Assert.That(bench.GetProperty("mgasPerSecond").GetDouble(), Is.Positive);
            Assert.That(bench.GetProperty("bytesPerRun").GetInt64(), Is.LessThan(2_000));
        });
    }

    [Test]
    public void Both_engines_tell_the_same() => Gen.Byte.Array[0, 80].Sample(code =>
    {
        string[] line = ["evm", "run", "0x" + Convert.ToHexString(code), "--gas", "30000", "--json", "--dump"];
        Assert.That(Session.Run([.. line, "--compile", "forced"]), Is.EqualTo(Session.Run(line)));
    }, iter: 50);

    [Test]
    public void Any_code_runs_to_an_end() => Gen.Select(Gen.Byte.Array[0, 80], Gen.Byte.Array[0, 40], Gen.Bool).Sample((code, input, creates) =>
    {
        var session = Session.Run(["evm", "run", "0x" + Convert.ToHexString(code), "--input", "0x" + Convert.ToHexString(input), "--gas", "30000", "--dump", .. creates ? ["--create"] : Array.Empty<string>()]);
        Assert.That(session.Code, Is.InRange(0, 1), session.Errors);
    }, iter: 300);
}
