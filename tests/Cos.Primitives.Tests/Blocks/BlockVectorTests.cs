using System.Text.Json;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Testing;

namespace Cos.Primitives.Tests.Blocks;

/// <summary>The headers, blocks and transactions of the public block tests.</summary>
public sealed class BlockVectorTests
{
    private const string Archive = "eest-blockchain-osaka-sample";

    [Test]
    public void Decodes_and_hashes_every_valid_public_block()
    {
        int decoded = 0, withdrawals = 0;
        foreach (JsonElement test in Tests())
        {
            Hex.TryDecode(test.GetProperty("genesisRLP").GetString(), out byte[] genesis);
            Check(genesis, test.GetProperty("genesisBlockHeader"));
            foreach (JsonElement entry in test.GetProperty("blocks").EnumerateArray())
            {
                if (!entry.TryGetProperty("blockHeader", out JsonElement header)) continue;
                Hex.TryDecode(entry.GetProperty("rlp").GetString(), out byte[] rlp);
                bool withdraws = entry.GetProperty("withdrawals").GetArrayLength() > 0;
                decoded += withdraws ? 0 : 1;
                withdrawals += withdraws ? 1 : 0;
                if (!withdraws) Check(rlp, header);
                else Assert.That(!BlockCodec.TryDecode(rlp, out _, out BlockDecodeError error) && error == BlockDecodeError.HasWithdrawals, Is.True);
            }
        }

        Assert.That((decoded, withdrawals), Is.EqualTo((1064, 90)));
    }

    [Test]
    public void Takes_any_damaged_public_block_without_throwing()
    {
        int at = 0;
        foreach (JsonElement test in Tests().Take(100))
        {
            Hex.TryDecode(test.GetProperty("blocks")[0].GetProperty("rlp").GetString(), out byte[] rlp);
            for (int i = 0; i < 50; i++)
            {
                byte[] damaged = (byte[])rlp.Clone();
                at = ((at * 31) + 7919) % damaged.Length;
                damaged[at] ^= (byte)(1 << (i & 7));
                if (BlockCodec.TryDecode(damaged, out Block? block, out BlockDecodeError error)) Assert.That(BlockCodec.Encode(block), Is.EqualTo(damaged));
                else Assert.That(error, Is.Not.EqualTo(BlockDecodeError.Unspecified));
                Assert.That(BlockCodec.TryDecode(rlp.AsSpan(0, at), out _, out _), Is.False);
            }
        }
    }

    private static IEnumerable<JsonElement> Tests() =>
        ConformanceArchive.Files(Archive).Where(f => f.Path.EndsWith(".json", StringComparison.Ordinal))
            .SelectMany(f => JsonDocument.Parse(f.Content).RootElement.EnumerateObject().Select(p => p.Value));

    private static void Check(byte[] rlp, JsonElement header)
    {
        Assert.That(BlockCodec.TryDecode(rlp, out Block? block, out BlockDecodeError error), Is.True, error.ToString());
        Assert.That(HeaderCodec.Hash(block!.Header).ToString(), Is.EqualTo(header.GetProperty("hash").GetString()));
        Assert.That(BlockCodec.Encode(block), Is.EqualTo(rlp));
        Assert.That(block.Header.Coinbase.ToString(), Is.EqualTo(header.GetProperty("coinbase").GetString()));
        Assert.That(block.Header.StateRoot.ToString(), Is.EqualTo(header.GetProperty("stateRoot").GetString()));
        Assert.That(block.Header.PrevRandao.ToString(), Is.EqualTo(header.GetProperty("mixHash").GetString()));
        Assert.That(UInt256.TryParse(header.GetProperty("gasUsed").GetString(), out UInt256 used) && used == block.Header.GasUsed, Is.True);
        Assert.That(UInt256.TryParse(header.GetProperty("baseFeePerGas").GetString(), out UInt256 fee) && fee == block.Header.BaseFeePerGas, Is.True);
    }
}
