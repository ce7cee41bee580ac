using CsCheck;

namespace Cos.Cli.Tests.Disassembly;

public sealed class DisassemblerTests
{
    // A map of two: "ipfs" with 34 bytes, "solc" with three; its length in two bytes.
    private const string Metadata = "a2646970667358221220" + "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" + "64736f6c634300081a0033";

    [TestCase("6080604052", "0000: PUSH1 0x80|0002: PUSH1 0x40|0004: MSTORE")]
    [TestCase("0x5f 5ff3\n", "0000: PUSH0|0001: PUSH0|0002: RETURN")]
    [TestCase("5b600056", "0000: JUMPDEST ; from 0003|0001: PUSH1 0x00 ; to 0000|0003: JUMP")]
    [TestCase("605b6001575b", "0000: PUSH1 0x5b|0002: PUSH1 0x01 ; to no JUMPDEST|0004: JUMPI|0005: JUMPDEST ; jump destination")]
    [TestCase("0c1e fe", "0000: 0x0c ; undefined|0001: CLZ|0002: INVALID")]
    [TestCase("61ff", "0000: PUSH2 0xff ; 1 bytes past the end of the code read as zero")]
    [TestCase("7f", "0000: PUSH32 0x ; 32 bytes past the end of the code read as zero")]
    [TestCase("00ef", "0000: STOP|0001: 0xef ; undefined")]
    [TestCase("", "")]
    [TestCase("ef0100c0decafec0decafec0decafec0decafec0decafe", "0000: delegation to 0xc0DEcaFEC0deCAFec0DecAFec0dEcafeC0DecaFe ; EIP-7702: calls run that account's code here")]
    public void Lists_an_instruction_a_line(string code, string listing)
    {
        var session = Session.RunPiped(code, "evm", "disasm");
        Assert.That(session.Code, Is.Zero);
        Assert.That(session.Lines.Select(static l => l.Replace("0xc0DEcaFEC0deCAFec0DecAFec0dEcafeC0DecaFe", "0xc0decafec0decafec0decafec0decafec0decafe", StringComparison.OrdinalIgnoreCase)),
            Is.EqualTo(listing.Replace("0xc0DEcaFEC0deCAFec0DecAFec0dEcafeC0DecaFe", "0xc0decafec0decafec0decafec0decafec0decafe", StringComparison.Ordinal).Split('|', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void Names_what_the_compiler_appended()
    {
        var session = Session.Run("evm", "disasm", "600160020100fe" + Metadata);
        Assert.That(session.Lines[^1], Is.EqualTo("0007: metadata ; 53 bytes: ipfs 0x122000112233445566778899aabbccddeeff00112233445566778899aabbccddeeff, solc 0.8.26"));
        Assert.That(session.Lines[^2], Is.EqualTo("0006: INVALID"));
    }

    [TestCase("a2646970667358221220000000")]
    [TestCase("0100a1ff0002")]
    [TestCase("a164736f6c6343000819000b")] // one byte more than the map
    public void Takes_nothing_for_metadata_that_is_none(string code) =>
        Assert.That(Session.Run("evm", "disasm", code).Output, Does.Not.Contain("metadata"));

    [Test]
    public void A_listing_covers_every_byte_of_any_code() => Gen.Byte.Array[1, 300].Sample(code =>
    {
        var lines = Session.Run("evm", "disasm", Convert.ToHexString(code)).Lines;
        var offsets = lines.Select(static l => Convert.ToInt32(l.Split(':')[0], 16)).ToArray();
        Assert.That(offsets, Is.Ordered.Ascending.And.Unique);
        Assert.That(offsets[0], Is.Zero);
        Assert.That(offsets[^1], Is.LessThan(code.Length));
    });

    [Test]
    public void A_listing_covers_every_byte_of_code_with_metadata_torn_anywhere() => Gen.Select(Gen.Int[0, Metadata.Length / 2], Gen.Byte.Array[0, 40]).Sample((cut, rest) =>
        Assert.That(Session.Run("evm", "disasm", "00" + Metadata[(2 * cut)..] + Convert.ToHexString(rest)).Code, Is.Zero));
}
