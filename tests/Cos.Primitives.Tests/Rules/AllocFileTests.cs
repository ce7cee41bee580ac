using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using CsCheck;

namespace Cos.Primitives.Tests.Rules;

public sealed class AllocFileTests
{
    private static readonly Gen<UInt256> Word = Gen.ULong.Array[4].Select(static w => new UInt256(w[0], w[1], w[2], w[3]));

    private static readonly Gen<GenesisAccount> AnyAccount = Gen.Select(
        Word.Select(static w => Address.FromWord(w)), Word, Gen.ULong[0, ulong.MaxValue - 1], Gen.Byte.Array[0, 40], Gen.Select(Word, Word, static (slot, value) => (Slot: slot, Value: value)).Array[0, 4],
        static (address, balance, nonce, code, slots) => new GenesisAccount(
            address, balance, nonce, code, [.. slots.Where(static s => !s.Value.IsZero).DistinctBy(static s => s.Slot).OrderBy(static s => s.Slot)]));

    [Test]
    public void What_is_written_is_read_back() => AnyAccount.Array[0, 5].Sample(accounts =>
    {
        ImmutableArray<GenesisAccount> given = [.. accounts.DistinctBy(static a => a.Address).OrderBy(static a => a.Address)];
        Assert.That(AllocFile.TryParse(Written(given), out var read, out var errors), Is.True, string.Join('\n', errors));
        Assert.That(read.Select(Words), Is.EqualTo(given.Select(Words)));
    });

    [Test]
    public void Takes_a_genesis_file_for_its_accounts()
    {
        var json = Encoding.UTF8.GetBytes("""{ "config": { "chainId": 1 }, "alloc": { "00000000000000000000000000000000000C05A6": { "balance": "7", "code": "0xfe" } } }""");
        Assert.That(AllocFile.TryParse(json, out var accounts, out _), Is.True);
        Assert.That(Words(accounts.Single()), Is.EqualTo("0x00000000000000000000000000000000000c05a6 7 0 FE "));
    }

    [Test]
    public void Names_what_is_wrong()
    {
        Assert.That(AllocFile.TryParse("""{ "0x1": {}, "0x00000000000000000000000000000000000C05A6": { "nonce": -1 } }"""u8, out _, out var errors), Is.False);
        Assert.That(errors, Has.Length.EqualTo(2));
    }

    [Test]
    public void No_bytes_break_it() => Gen.Byte.Array[0, 60].Sample(bytes => Assert.That(() => AllocFile.TryParse(bytes, out _, out _), Throws.Nothing));

    private static string Words(GenesisAccount account) =>
        $"{account.Address} {account.Balance} {account.Nonce} {Convert.ToHexString(account.Code.Span)} {string.Join(',', account.Storage)}";

    private static byte[] Written(ImmutableArray<GenesisAccount> accounts)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            AllocFile.Write(json, accounts);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
