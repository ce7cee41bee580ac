using Cos.Fuzzing.Programs;

namespace Cos.Fuzzing.Targets;

/// <summary>Feeds a target broken seeds, without looking at what they reach: quick, repeatable, no instrumentation.</summary>
public static class Smoke
{
    private const int PoolMax = 512;

    /// <summary>Feeds so many inputs that the seed decides, and says how many were accepted; throws, with the input in hexadecimal, at the first finding.</summary>
    public static int Run(IFuzzTarget target, ulong seed, int inputs)
    {
        var dice = new Dice(seed);
        var pool = new List<byte[]>(target.Seeds);
        var accepts = 0;
        for (var i = 0; i < inputs; i++)
        {
            var broken = Mutations.Of(dice, pool[dice.Below(pool.Count)], pool[dice.Below(pool.Count)]);
            var isAccepted = Feed(target, broken);
            accepts += isAccepted ? 1 : 0;
            if (isAccepted && pool.Count < PoolMax)
            {
                pool.Add(broken); // so that breaks add up
            }
        }

        return accepts;
    }

    private static bool Feed(IFuzzTarget target, byte[] input)
    {
        try
        {
            return target.Run(input);
        }
        catch (Exception finding)
        {
            throw new FindingException($"{target.Name} on 0x{Convert.ToHexStringLower(input)}: {finding}");
        }
    }
}
