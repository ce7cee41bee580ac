using Cos.Node.Configuration;
using Cos.Primitives.Text;
using CsCheck;

namespace Cos.Node.Tests.Configuration;

public sealed class NearestNameTests
{
    [Test]
    public void Every_setting_is_found_with_one_letter_wrong() =>
        Gen.Select(Gen.Int[0, Settings.All.Count - 1], Gen.Int[0, 100], Gen.Char['a', 'z'], Gen.Int[0, 2]).Sample((setting, at, letter, kind) =>
        {
            var name = Settings.All[setting].Key;
            at %= name.Length;
            var wrong = kind switch { 0 => name.Remove(at, 1), 1 => name.Insert(at, $"{letter}"), _ => name.Remove(at, 1).Insert(at, $"{letter}") };
            var nearest = NearestName.Of(wrong, Settings.All.Select(s => s.Key));
            Assert.That(nearest == name || Settings.All.Any(s => s.Key == wrong), Is.True, $"{wrong} gave {nearest}");
        });
}
