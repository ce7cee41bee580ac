using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cos.Cli.Tests.StateTests;

/// <summary>A state test of a few lines: a call that stores a number. Its hash is what the tool says, so it holds the tool's handling, not the machine.</summary>
internal static class SmallFixture
{
    public const string Name = "small/store.py::test_store[fork_Osaka]";
    private const string NoLogs = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

    /// <summary>The fixture as JSON that may be changed.</summary>
    public static JsonObject Json(string hash = "0x00", string fork = "Osaka") => JsonNode.Parse($$"""
        { "{{Name}}": {
          "env": { "currentCoinbase": "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba", "currentGasLimit": "0x07270e00", "currentNumber": "0x01", "currentTimestamp": "0x03e8",
            "currentRandom": "0x00", "currentDifficulty": "0x00", "currentBaseFee": "0x07", "currentExcessBlobGas": "0x00" },
          "pre": {
            "0xb871111ec4a0decf4859fdc0ce2f498943e32d66": { "nonce": "0x00", "balance": "0x0de0b6b3a7640000", "code": "0x", "storage": {} },
            "0x000000000000000000000000000000000000c0de": { "nonce": "0x01", "balance": "0x00", "code": "0x602a5f5500", "storage": { "0x01": "0x02" } } },
          "transaction": { "nonce": "0x00", "gasPrice": "0x0a", "gasLimit": ["0x0f4240", "0x5208"], "to": "0x000000000000000000000000000000000000c0de", "value": ["0x00"],
            "data": ["0x"], "sender": "0xb871111ec4a0decf4859fdc0ce2f498943e32d66" },
          "post": { "{{fork}}": [ { "hash": "{{hash}}", "logs": "{{NoLogs}}", "indexes": { "data": 0, "gas": 0, "value": 0 } } ] }
        } }
        """)!.AsObject();

    /// <summary>The fixture with the hash that the tool finds.</summary>
    public static JsonObject Passing(TemporaryFolder folder)
    {
        var session = Session.Run("evm", "statetest", folder.Write("unknown-hash.txt", Json().ToJsonString()), "--json");
        using var verdict = JsonDocument.Parse(session.Output);
        return Json(verdict.RootElement[0].GetProperty("stateRoot").GetString()!);
    }
}
