using System.Collections.Immutable;
using System.Text.Json;
using Cos.Primitives.Rules;
using Cos.Primitives.Transactions;
using Cos.Primitives.Values;
using Cos.Testing;

namespace Cos.Benchmarks;

/// <summary>One program of the archive <c>evm-benchmarks</c> with one of its inputs.</summary>
/// <param name="Name">The program's name and its input's label.</param>
/// <param name="Accounts">The whole state before.</param>
/// <param name="Transaction">The signed call.</param>
/// <param name="Sender">Who signed it.</param>
/// <param name="StateRoot">The root after it.</param>
public sealed record EvmProgram(string Name, ImmutableArray<GenesisAccount> Accounts, Transaction Transaction, Address Sender, Hash256 StateRoot)
{
    /// <summary>The archive's name.</summary>
    public const string Archive = "evm-benchmarks";

    private const string Fork = "London";

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Every program with every input, in the archive's order.</summary>
    public static IEnumerable<EvmProgram> All()
    {
        foreach (var file in ConformanceArchive.Files(Archive).Where(static file => file.Path.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var document = JsonDocument.Parse(file.Content);
            foreach (var test in document.RootElement.EnumerateObject())
            {
                foreach (var post in test.Value.GetProperty("post").GetProperty(Fork).EnumerateArray())
                {
                    yield return Read(test, post);
                }
            }
        }
    }

    private static EvmProgram Read(JsonProperty test, JsonElement post)
    {
        var signed = Bytes(post.GetProperty("txbytes"));
        if (!TransactionCodec.TryDecode(signed, out var transaction, out var error)) throw new InvalidDataException($"{test.Name}: {error}");
        if (!SenderRecovery.TryRecover(transaction, out var sender)) throw new InvalidDataException($"{test.Name}: no sender");
        var index = post.GetProperty("indexes").GetProperty("data").GetInt32();
        var hasLabel = test.Value.GetProperty("_info").TryGetProperty("labels", out var labels);
        var input = hasLabel && labels.TryGetProperty($"{index}", out var label) ? label.GetString() : $"{index}";
        var accounts = test.Value.GetProperty("pre").EnumerateObject().Select(Account);
        return new EvmProgram($"{test.Name} {input}", [.. accounts], transaction, sender, Hash256.FromUInt256(Number(post.GetProperty("hash").GetString())));
    }

    private static GenesisAccount Account(JsonProperty member)
    {
        var slots = member.Value.GetProperty("storage").EnumerateObject()
            .Select(static slot => (Slot: Number(slot.Name), Value: Number(slot.Value.GetString())));
        return new GenesisAccount(
            new Address(Convert.FromHexString(member.Name[2..])),
            Number(member.Value.GetProperty("balance").GetString()),
            (ulong)Number(member.Value.GetProperty("nonce").GetString()),
            Bytes(member.Value.GetProperty("code")),
            [.. slots]);
    }

    private static byte[] Bytes(JsonElement element) => Convert.FromHexString(element.GetString()![2..]);

    private static UInt256 Number(string? text) => UInt256.TryParse(text, out var value) ? value : throw new FormatException(text);
}
