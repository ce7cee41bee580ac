using System.Runtime.Intrinsics;
using Cos.Crypto.Hashing;
using CsCheck;
using Org.BouncyCastle.Crypto.Digests;

namespace Cos.Crypto.Tests.Hashing;

public sealed class Keccak256Tests
{
    [TestCase("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [TestCase("616263", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [TestCase("80", "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421")]
    public void Gives_the_known_digests(string input, string digest) =>
        Assert.That(Convert.ToHexStringLower(Keccak256.Hash(Convert.FromHexString(input))), Is.EqualTo(digest));

    [Test]
    public void Agrees_with_another_implementation_at_every_length_around_the_block_borders()
    {
        var message = Pattern(1000);
        for (var length = 0; length <= message.Length; length++)
        {
            var input = message.AsSpan(0, length);
            Assert.That(Keccak256.Hash(input), Is.EqualTo(Reference(input)), $"length {length}");
        }
    }

    [Test]
    public void Every_form_of_the_permutation_gives_the_same_state() =>
        Gen.ULong.Array[25].Array[8].Sample(states =>
        {
            foreach (var state in states)
            {
                var scalar = state.ToArray();
                KeccakPermutation<ulong, KeccakScalarLane>.Permute(ref scalar[0]);
                if (KeccakVectorLane.IsSupported)
                {
                    var vector = state.ToArray();
                    KeccakPermutation<Vector128<ulong>, KeccakVectorLane>.Permute(ref vector[0]);
                    Assert.That(vector, Is.EqualTo(scalar));
                }
            }
        });

    [Test]
    public void May_overwrite_its_own_input()
    {
        var buffer = Pattern(200);
        var expected = Keccak256.Hash(buffer);
        Keccak256.Hash(buffer, buffer.AsSpan(0, 32));
        Assert.That(buffer.AsSpan(0, 32).ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void A_batch_gives_what_single_hashes_give() =>
        Gen.Byte.Array[0, 500].Array[0, 40].Sample(messages =>
        {
            var digests = new byte[messages.Length * Keccak256.Size];
            Keccak256.HashBatch(messages.Select(m => new ReadOnlyMemory<byte>(m)).ToArray(), digests);
            Assert.That(digests, Is.EqualTo(messages.SelectMany(m => Reference(m)).ToArray()));
        });

    [Test]
    public void Every_width_of_the_batch_gives_the_same_digests()
    {
        var messages = Enumerable.Range(0, 300).Select(i => new ReadOnlyMemory<byte>(Pattern(i * 5 % 411))).ToArray();
        var expected = messages.SelectMany(m => Reference(m.Span)).ToArray();
        var digests = new byte[expected.Length];
        KeccakBatch<ulong, KeccakScalarLane>.Hash(messages, digests);
        Assert.That(digests, Is.EqualTo(expected));
        Array.Clear(digests);
        KeccakBatch<Vector256<ulong>, KeccakFourLanes>.Hash(messages, digests);
        Assert.That(digests, Is.EqualTo(expected));
        if (KeccakEightLanes.IsSupported)
        {
            Array.Clear(digests);
            KeccakBatch<Vector512<ulong>, KeccakEightLanes>.Hash(messages, digests);
            Assert.That(digests, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Refuses_a_batch_whose_destination_does_not_fit() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Keccak256.HashBatch(new ReadOnlyMemory<byte>[2], new byte[63]));

    [Test]
    public void Refuses_a_short_destination() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Keccak256.Hash([], new byte[31]));

    internal static byte[] Pattern(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 7 + i / 256) & 0xff);
        }

        return bytes;
    }

    internal static byte[] Reference(ReadOnlySpan<byte> input)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(input);
        var output = new byte[32];
        digest.DoFinal(output, 0);
        return output;
    }
}
