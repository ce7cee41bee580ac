using System.Text.Json;
using CsCheck;

namespace Cos.Cli.Tests.Tracing;

public sealed class Eip3155TraceTests
{
    [Test]
    public void Writes_a_line_an_instruction_and_one_for_the_whole()
    {
        // MSTORE of 0x2a at 0, then CALL of the identity precompile, then RETURN of what it answered
        var lines = Trace("602a5f5260205f60205f5f60045af160205ff3", out var code);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(lines[0], Is.EqualTo("""{"pc":0,"op":96,"gas":"0x2710","gasCost":"0x3","memSize":0,"stack":[],"depth":1,"returnData":"0x","refund":"0x0","opName":"PUSH1"}"""));
            Assert.That(lines[2], Is.EqualTo("""{"pc":3,"op":82,"gas":"0x270b","gasCost":"0x6","memSize":0,"stack":["0x2a","0x0"],"depth":1,"returnData":"0x","refund":"0x0","opName":"MSTORE"}"""));
            Assert.That(lines[^2], Does.Contain("\"returnData\":\"0x000000000000000000000000000000000000000000000000000000000000002a\"").And.Contain("\"memSize\":32"));
            Assert.That(lines[^1], Does.StartWith("{\"stateRoot\":\"0x").And.EndsWith("\"pass\":true,\"fork\":\"Osaka\"}"));
            Assert.That(lines[^1], Does.Contain("\"output\":\"0x000000000000000000000000000000000000000000000000000000000000002a\""));
        });
    }

    [Test]
    public void Prices_add_up_to_the_gas_used()
    {
        var lines = Trace("5f5f5560015f556001600155602a600052", out _, gas: "200000").Select(static l => JsonDocument.Parse(l).RootElement).ToArray();
        var steps = lines[..^1];
        for (var i = 0; i + 1 < steps.Length; i++)
            Assert.That(Number(steps[i], "gas") - Number(steps[i], "gasCost"), Is.EqualTo(Number(steps[i + 1], "gas")), steps[i].GetRawText());
        Assert.That(steps.Sum(static s => Number(s, "gasCost")), Is.EqualTo(Number(lines[^1], "gasUsed")));
    }

    [TestCase("fe", "invalid opcode: INVALID")]
    [TestCase("0c", "undefined opcode")]
    [TestCase("01", "stack underflow")]
    [TestCase("5f56", "invalid jump destination")]
    [TestCase("5b5f56", "out of gas")]
    [TestCase("5f5ffd", "execution reverted")]
    [TestCase("60015f5f3e", "return data out of bounds")]
    public void Says_why_an_instruction_ended_its_frame(string program, string words)
    {
        var lines = Trace(program, out var code);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(lines[^2], Does.Contain($"\"error\":\"{words}\""));
            Assert.That(lines[^1], Does.Contain("\"pass\":false").And.Contain($"\"error\":\"{words}\""));
        });
    }

    [Test]
    public void Shows_frames_by_depth_and_the_refund_counter()
    {
        // Code that creates a contract whose initialisation code is one SSTORE and its clearing
        var lines = Trace("6a60015f555f5f5500000000" + "5f52600b60155ff000", out _, gas: "200000").Select(static l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.That(lines[..^1].Select(static l => l.GetProperty("depth").GetInt32()).Max(), Is.EqualTo(2));
        Assert.That(lines[..^1].Any(static l => Number(l, "refund") > 0), Is.True);
    }

    [Test]
    public void Every_line_of_any_program_is_json_with_the_required_fields()
    {
        Gen.Byte.Array[1, 60].Select(Convert.ToHexString).Sample(program =>
        {
            foreach (var line in Trace(program, out _)[..^1])
            {
                using var json = JsonDocument.Parse(line);
                foreach (var name in (string[])["pc", "op", "gas", "gasCost", "memSize", "stack", "depth", "returnData", "refund"])
                    Assert.That(json.RootElement.TryGetProperty(name, out _), Is.True, name);
            }
        }, iter: 200);
    }

    private static string[] Trace(string program, out int code, string gas = "10000")
    {
        var session = Session.Run("evm", "run", program, "--gas", gas, "--trace");
        code = session.Code;
        return session.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static long Number(JsonElement line, string name) => Convert.ToInt64(line.GetProperty(name).GetString(), 16);
}
