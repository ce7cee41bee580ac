using Cos.Primitives.Blocks;
using Cos.Primitives.Values;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>EIP-6110: the deposit contract's event, whose bytes without their ABI framing are a request.</summary>
internal static class DepositLog
{
    public const int PayloadBytes = 576;

    private static readonly Address Contract = new(Convert.FromHexString("00000000219ab540356cbb839cbe05303d7705fa"));
    private static readonly Hash256 Topic = new(Convert.FromHexString("649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5"));

    // Where the ABI puts each of the five byte strings, and how long it is: key, credentials, amount, signature, index.
    private static readonly (int Offset, int Length)[] Parts = [(160, 48), (256, 32), (320, 8), (384, 96), (512, 8)];

    public static bool IsDeposit(Log log) => log.Address == Contract && !log.Topics.IsEmpty && log.Topics[0] == Topic;

    /// <summary>Adds the deposit's 192 bytes, or answers false where the event is framed otherwise.</summary>
    public static bool TryAppend(Log log, List<byte> requests)
    {
        var payload = log.Payload.Span;
        if (payload.Length != PayloadBytes) return false;
        for (int i = 0; i < Parts.Length; i++)
        {
            var (offset, length) = Parts[i];
            if (!IsWord(payload[(i * 32)..], offset) || !IsWord(payload[offset..], length)) return false;
            requests.AddRange(payload.Slice(offset + 32, length));
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<byte> bytes, int value) => UInt256.FromBigEndian(bytes[..32]) == (UInt256)(ulong)value;
}
