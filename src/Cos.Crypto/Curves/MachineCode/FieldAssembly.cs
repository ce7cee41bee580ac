namespace Cos.Crypto.Curves.MachineCode;

/// <summary>
/// Writes the routines of a prime field in Montgomery form, R = 2^(64 · limbs), and of the field of a + b·u with u² = -1 over it. Operands and results are
/// below p. The lower half of a pair's result waits in the red zone until the operands are no longer needed.
/// </summary>
internal static class FieldAssembly
{
    /// <summary>a + b.</summary>
    /// <param name="limbs">The limbs of an element.</param>
    /// <param name="constants">Where p's limbs are, and -1/p modulo 2^64 after them.</param>
    /// <param name="parts">2 for the quadratic field, else 1.</param>
    internal static byte[] Sum(int limbs, nint constants, int parts)
    {
        var routine = new LimbAssembly(limbs, constants, isProduct: false);
        for (var part = 0; part < parts; part++)
        {
            routine.Add(routine.Left + part * limbs, routine.Right + part * limbs);
            routine.StoreReduced(routine.Result + part * limbs);
        }

        return routine.Return();
    }

    /// <summary>a - b.</summary>
    internal static byte[] Difference(int limbs, nint constants, int parts)
    {
        var routine = new LimbAssembly(limbs, constants, isProduct: false);
        for (var part = 0; part < parts; part++)
        {
            routine.Subtract(routine.Left + part * limbs, routine.Right + part * limbs);
            routine.StoreRaised(routine.Result + part * limbs);
        }

        return routine.Return();
    }

    /// <summary>a · b.</summary>
    internal static byte[] Product(int limbs, nint constants)
    {
        var routine = new LimbAssembly(limbs, constants, isProduct: true);
        routine.Multiply(routine.Left, routine.Right, null);
        routine.StoreReducedAtLast(routine.Result);
        return routine.Return();
    }

    /// <summary>(a + b·u) · (c + d·u) = a·c + (p - b)·d + (a·d + b·c)·u.</summary>
    internal static byte[] PairProduct(int limbs, nint constants)
    {
        var routine = new LimbAssembly(limbs, constants, isProduct: true);
        var (a, b, c, d) = (routine.Left, routine.Left + limbs, routine.Right, routine.Right + limbs);
        routine.Subtract(routine.Prime, b);
        routine.Store(routine.First);
        routine.Multiply(a, c, (routine.First, d));
        routine.StoreReduced(routine.First);
        routine.Multiply(a, d, (b, c));
        routine.StoreReducedAtLast(routine.Result + limbs);
        routine.Copy(routine.First, routine.Result);
        return routine.Return();
    }

    /// <summary>(a + b·u)² = (a + b)·(a - b) + (a + a)·b·u.</summary>
    internal static byte[] PairSquare(int limbs, nint constants)
    {
        var routine = new LimbAssembly(limbs, constants, isProduct: true);
        var (a, b) = (routine.Left, routine.Left + limbs);
        routine.Add(a, b);
        routine.Store(routine.First);
        routine.Subtract(a, b);
        routine.StoreRaised(routine.Second);
        routine.Multiply(routine.First, routine.Second, null);
        routine.StoreReduced(routine.Second);
        routine.Add(a, a);
        routine.Store(routine.First);
        routine.Multiply(routine.First, b, null);
        routine.StoreReducedAtLast(routine.Result + limbs);
        routine.Copy(routine.Second, routine.Result);
        return routine.Return();
    }

    /// <summary>(a + b·u) · (1 + u) = a - b + (a + b)·u.</summary>
    internal static byte[] PairTimesOneAndRoot(int limbs, nint constants)
    {
        var routine = new LimbAssembly(limbs, constants, isProduct: false);
        var (a, b) = (routine.Left, routine.Left + limbs);
        routine.Subtract(a, b);
        routine.StoreRaised(routine.First);
        routine.Add(a, b);
        routine.StoreReduced(routine.Result + limbs);
        routine.Copy(routine.First, routine.Result);
        return routine.Return();
    }

    /// <summary>3a/2.</summary>
    internal static byte[] ThreeHalves(int limbs, nint constants, int parts)
    {
        var routine = new LimbAssembly(limbs, constants, isProduct: false);
        for (var part = 0; part < parts; part++)
        {
            routine.Triple(routine.Left + part * limbs);
            routine.Halve();
            routine.StoreReduced(routine.Result + part * limbs);
        }

        return routine.Return();
    }
}
