using System.Security.Cryptography;
using Cos.Primitives.Values;

namespace Cos.Rpc.Subscriptions;

/// <summary>Names of subscriptions and filters: 128 random bits as a quantity, so that nobody polls another's.</summary>
internal static class RandomId
{
    private const int Bytes = 16;

    internal static string New() => UInt256.FromBigEndian(RandomNumberGenerator.GetBytes(Bytes)).ToHex();
}
