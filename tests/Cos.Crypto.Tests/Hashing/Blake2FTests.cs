using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cos.Crypto.Hashing;
using CsCheck;
using Org.BouncyCastle.Crypto.Digests;

namespace Cos.Crypto.Tests.Hashing;

public sealed class Blake2FTests
{
    private const string Initial = "48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b";

    // EIP-152, test vectors 4 to 7: the message is "abc".
    [TestCase(0u, true, "08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5d282e6ad7f520e511f6c3e2b8c68059b9442be0454267ce079217e1319cde05b")]
    [TestCase(12u, true, "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")]
    [TestCase(12u, false, "75ab69d3190a562c51aef8d88f1c2775876944407270c42c9844252c26d2875298743e7f6d5ea2f2d3e8d226039cd31b4e426ac4f2d3d666a610c2116fde4735")]
    [TestCase(1u, true, "b63a380cb2897d521994a85234ee2c181b5f844d2c624c002677e9703449d2fba551b3a8333bcdf5f2f7e08993d53923de3d64fcc68c034e717b9293fed7a421")]
    public void Gives_the_vectors_of_eip_152(uint rounds, bool final, string expected)
    {
        var h = Words(Convert.FromHexString(Initial));
        var m = new ulong[16];
        m[0] = 0x636261;
        Blake2F.Compress(rounds, h, m, 3, 0, final);
        Assert.That(Convert.ToHexStringLower(MemoryMarshal.AsBytes<ulong>(h)), Is.EqualTo(expected));
    }

    [Test]
    public void Twelve_rounds_build_the_hash_that_another_implementation_builds() =>
        Gen.Byte.Array[0, 600].Sample(message =>
        {
            var reference = new Blake2bDigest(512);
            reference.BlockUpdate(message);
            var expected = new byte[64];
            reference.DoFinal(expected, 0);
            Assert.That(Blake2b512(message), Is.EqualTo(expected));
        });

    [Test]
    public void Any_number_of_rounds_gives_what_the_text_of_the_rfc_gives() =>
        Gen.Select(Gen.UInt[0, 45], Gen.ULong.Array[8], Gen.ULong.Array[16], Gen.ULong, Gen.ULong, Gen.Bool).Sample((rounds, h, m, t0, t1, final) =>
        {
            var expected = ByTheText(rounds, h, m, t0, t1, final);
            Blake2F.Compress(rounds, h, m, t0, t1, final);
            Assert.That(h, Is.EqualTo(expected));
        });

    /// <summary>RFC 7693 section 3.2, one word at a time.</summary>
    private static ulong[] ByTheText(uint rounds, ulong[] h, ulong[] m, ulong t0, ulong t1, bool final)
    {
        string[] sigma =
        [
            "0123456789abcdef",
            "ea489fd61c02b753",
            "b8c052fdae367194",
            "7931dcbe265a40f8",
            "905724afe1bc683d",
            "2c6a0b834d75fe19",
            "c51fed4a0763928b",
            "db7ec13950f4862a",
            "6fe9b308c2d714a5",
            "a2847615fb9e3cd0",
        ];
        ulong[] iv =
        [
            0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
            0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
        ];
        int[][] mixed = [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]];
        ulong[] v = [.. h, .. iv];
        v[12] ^= t0;
        v[13] ^= t1;
        v[14] ^= final ? ulong.MaxValue : 0;
        for (var round = 0u; round < rounds; round++)
        {
            for (var i = 0; i < mixed.Length; i++)
            {
                var (a, b, c, d) = (mixed[i][0], mixed[i][1], mixed[i][2], mixed[i][3]);
                foreach (var (word, first, second) in new[] { (0, 32, 24), (1, 16, 63) })
                {
                    var row = sigma[round % 10];
                    v[a] = unchecked(v[a] + v[b] + m[Convert.ToInt32(row.Substring((2 * i) + word, 1), 16)]);
                    v[d] = ulong.RotateRight(v[d] ^ v[a], first);
                    v[c] = unchecked(v[c] + v[d]);
                    v[b] = ulong.RotateRight(v[b] ^ v[c], second);
                }
            }
        }

        return [.. h.Select((word, i) => word ^ v[i] ^ v[i + 8])];
    }

    private static byte[] Blake2b512(byte[] message)
    {
        var h = Words(Convert.FromHexString(Initial));
        for (var offset = 0; ; offset += 128)
        {
            var final = message.Length - offset <= 128;
            var block = new byte[128];
            message.AsSpan(offset, Math.Min(128, message.Length - offset)).CopyTo(block);
            Blake2F.Compress(12, h, Words(block), final ? (ulong)message.Length : (ulong)offset + 128, 0, final);
            if (final)
            {
                return MemoryMarshal.AsBytes<ulong>(h).ToArray();
            }
        }
    }

    private static ulong[] Words(byte[] bytes)
    {
        var words = new ulong[bytes.Length / 8];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * 8));
        }

        return words;
    }
}
