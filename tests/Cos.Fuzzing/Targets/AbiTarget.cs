using System.Text;
using Cos.Primitives.Codec.Abi;
using Cos.Primitives.Values;

namespace Cos.Fuzzing.Targets;

/// <summary>The contract ABI. An input is a signature, a zero byte, and encoded arguments. What decodes means the same when it is encoded and decoded again.</summary>
public sealed class AbiTarget : IFuzzTarget
{
    /// <inheritdoc />
    public string Name => "abi";

    /// <inheritdoc />
    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Seed("transfer(address,uint256)", new AbiValue.Account(Address.FromLow(7)), new AbiValue.Number(5)),
        Seed("say(string,bytes)", new AbiValue.Text("club"), new AbiValue.Bytes(new byte[] { 1, 2, 3 })),
        Seed("many(uint8[],bool[2])", new AbiValue.List([new AbiValue.Number(1), new AbiValue.Number(2)]), new AbiValue.List([new AbiValue.Flag(true), new AbiValue.Flag(false)])),
        Seed("pairs((address,string)[])", new AbiValue.List([new AbiValue.List([new AbiValue.Account(Address.FromLow(7)), new AbiValue.Text("x")])])),
    ];

    /// <inheritdoc />
    public bool Run(ReadOnlySpan<byte> input)
    {
        var separator = input.IndexOf((byte)0);
        var end = separator < 0 ? input.Length : separator;
        if (!AbiSignature.TryParse(Encoding.Latin1.GetString(input[..end]), out var signature))
        {
            return false;
        }

        FindingException.Require(AbiSignature.TryParse(signature.ToString(), out var again) && again.Selector == signature.Selector, "a signature's canonical text is a signature");
        var types = signature.Inputs.AsSpan();
        if (!AbiDecoder.TryDecode(types, input[Math.Min(end + 1, input.Length)..], out var values))
        {
            return false;
        }

        var encoded = AbiEncoder.Encode(types, values.AsSpan());
        FindingException.Require(AbiDecoder.TryDecode(types, encoded, out var same), "what was encoded decodes");
        FindingException.Require(AbiEncoder.Encode(types, same.AsSpan()).AsSpan().SequenceEqual(encoded), "what was decoded and encoded is encoded the same again");
        return true;
    }

    private static byte[] Seed(string text, params ReadOnlySpan<AbiValue> values) =>
        AbiSignature.TryParse(text, out var signature) ? [.. Encoding.Latin1.GetBytes(text), 0, .. AbiEncoder.Encode(signature.Inputs.AsSpan(), values)] : throw new FindingException(text);
}
