using System.Globalization;
using Cos.Vm.Compiler;

namespace Cos.Vm.Tests.Compiler;

/// <summary>
/// Generated programs end alike in both engines. COS_COMPILE_PROGRAMS says how many, COS_COMPILE_SEED from which seed on;
/// a failure names its seed, and everything follows from that.
/// </summary>
public sealed class CompilerAgreementTests
{
    private const int ProgramsByDefault = 1_500;
    private const ulong PlentyOfGas = 300_000;

    [Test]
    public void Generated_programs_end_alike_interpreted_and_compiled()
    {
        var count = Number("COS_COMPILE_PROGRAMS", ProgramsByDefault);
        var first = Number("COS_COMPILE_SEED", 1);
        var differences = new List<string>();
        var (compiled, refused) = (0, 0);
        for (var seed = first; seed < first + count && differences.Count < 3; seed++)
        {
            // Generated programs are short: in chunks of a block or of a few they still have what long ones have between chunks.
            var compilation = (seed % 4) switch { 0 => new EagerCompilation(1), 1 => new EagerCompilation(2_000), _ => new EagerCompilation() };
            if (Compare(seed, compilation) is { } difference)
            {
                differences.Add($"seed {seed}: {difference}");
            }

            (compiled, refused) = (compiled + compilation.Compiled, refused + compilation.Refused);
            if (seed % 10_000 == 0)
            {
                TestContext.Progress.WriteLine($"{seed - first} programs agree");
            }
        }

        Assert.That(differences, Is.Empty);
        Assert.That(compiled, Is.GreaterThan(20 * refused), "the interpreter agrees with itself, and that proves nothing");
    }

    // One program, run with plenty of gas, and with some that ends somewhere within it.
    private static string? Compare(int seed, EagerCompilation compilation)
    {
        var random = new Random(seed);
        var generator = new ProgramGenerator(seed);
        var (contract, other) = (generator.Next(), generator.Next());
        var input = new byte[random.Next(3) * 40];
        random.NextBytes(input);
        var used = Agreement.GasUsed(contract, other, input, PlentyOfGas);
        var some = (ulong)random.NextInt64((long)used + 1);
        var most = (ulong)random.NextInt64((long)used + 1);
        return Agreement.Difference(contract, other, input, PlentyOfGas, false, compilation)
            ?? Agreement.Difference(contract, other, input, some, false, compilation)
            ?? Agreement.Difference(contract, other, input, most, random.Next(2) == 0, compilation);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
