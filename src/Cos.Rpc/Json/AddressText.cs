using System.Text;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;

namespace Cos.Rpc.Json;

/// <summary>An address with the checksum of EIP-55 in the case of its letters.</summary>
internal static class AddressText
{
    internal static string Checksummed(in Address address)
    {
        char[] text = address.ToString().ToCharArray();
        Span<byte> digest = stackalloc byte[Keccak256.Size];
        Keccak256.Hash(Encoding.ASCII.GetBytes(text, 2, text.Length - 2), digest);
        for (int i = 2; i < text.Length; i++)
        {
            int nibble = (digest[(i - 2) / 2] >> ((i & 1) == 0 ? 4 : 0)) & 15;
            if (nibble >= 8) text[i] = char.ToUpperInvariant(text[i]);
        }

        return new string(text);
    }
}
