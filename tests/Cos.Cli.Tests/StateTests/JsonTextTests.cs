using System.Text;
using System.Text.Json;
using Cos.Cli.StateTests;
using CsCheck;

namespace Cos.Cli.Tests.StateTests;

public sealed class JsonTextTests
{
    [TestCase("\"\"", true)]
    [TestCase("\"\\u0041 \\ud83d\\ude00\"", true)]
    [TestCase("\"\\\\ud83d\"", true)] // an escaped backslash, then letters
    [TestCase("\"\\ud83d\"", false)]
    [TestCase("\"\\ud83d\\u0041\"", false)]
    [TestCase("\"\\ude00\"", false)]
    [TestCase("\"\\uDE00\"", false)]
    [TestCase("\"\\ud83d\\", false)]
    [TestCase("\"\\u12", true)] // no JSON, which another says
    public void Knows_half_characters(string json, bool isWhole) => Assert.That(JsonText.IsWhole(Encoding.UTF8.GetBytes(json)), Is.EqualTo(isWhole));

    [Test]
    public void Knows_bytes_that_are_no_text() => Assert.That(JsonText.IsWhole([0x22, 0xc2, 0x22]), Is.False);

    [Test]
    public void Says_the_same_as_the_reader() => Gen.Int[0, 7].Array[0, 12].Sample(pieces =>
    {
        var json = "\"" + string.Concat(pieces.Select(static p => ((string[])["\\ud83d", "\\ude00", "\\\\", "u", "a", "\\n", "\\u0061", "\\\""])[p])) + "\"";
        using var document = JsonDocument.Parse(json);
        bool isReadable;
        try
        {
            _ = document.RootElement.GetString();
            isReadable = true;
        }
        catch (InvalidOperationException)
        {
            isReadable = false;
        }

        Assert.That(JsonText.IsWhole(Encoding.UTF8.GetBytes(json)), Is.EqualTo(isReadable), json);
    });
}
