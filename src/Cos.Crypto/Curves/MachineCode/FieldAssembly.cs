using static Cos.Crypto.Curves.MachineCode.Register;

namespace Cos.Crypto.Curves.MachineCode;

/// <summary>
/// Writes the routines of a prime field in Montgomery form, R = 2^(64 · limbs), and of the field of a + b·u with u² = -1 over it. The result's address comes
/// in rdi, those of the operands in rsi and rdx; rax gives the first back. Operands and results are below p. A product goes limb by limb (Koç, Acar and
/// Kaliski, "Analyzing and comparing Montgomery multiplication algorithms", 1996, CIOS): lower and upper words of a row add up in two chains of carries side
/// by side, which C# cannot say.
/// </summary>
/// <remarks>
/// Bound of ab + cd: where the sum in the registers is below a + c + p before a step it is below 2^64 · (a + c + p) within the step, and below a + c + p again
/// after it. Here a + c is at most 2p, and limbs + 1 registers hold 2^64 · 3p, because 4p fits into the limbs. What comes out is below (ab + cd) / R + p with
/// ab + cd at most 2p², and so below 2p: one subtraction brings it below p.
/// </remarks>
internal sealed class FieldAssembly
{
    /// <summary>The most limbs that the registers hold.</summary>
    internal const int LimbsMax = 6;

    private static readonly Place Left = new(Rsi, 0);
    private readonly Assembler _code = new();
    private readonly int _limbs;
    private readonly Register[] _saved;
    private readonly Register[] _sum;
    private readonly Place _prime;
    private readonly Place _result;
    private readonly Place _right;

    // The red zone: a routine without calls may use the 128 bytes below its stack.
    private readonly Place _first;
    private readonly Place _second;

    private FieldAssembly(int limbs, nint constants, bool isProduct)
    {
        _limbs = limbs;
        (_first, _second) = (new(Rsp, -limbs), new(Rsp, -2 * limbs));
        _saved = isProduct ? [Rbx, Rbp, R12, R13, R14, R15] : [Rbx, Rbp];
        _sum = isProduct ? [R9, R10, R11, R12, R13, R14, R15] : [Rax, Rcx, R8, R9, R10, R11];
        (_prime, _result, _right) = (new(Rbp, 0), new(isProduct ? R8 : Rdi, 0), new(isProduct ? Rcx : Rdx, 0));
        Array.ForEach(_saved, _code.Push);
        if (isProduct)
        {
            _code.Move(_result.At, Rdi);
            _code.Move(_right.At, Rdx);
        }

        _code.Load(_prime.At, (ulong)constants);
    }

    /// <summary>a + b.</summary>
    /// <param name="limbs">The limbs of an element.</param>
    /// <param name="constants">Where p's limbs are, and -1/p modulo 2^64 after them.</param>
    /// <param name="parts">2 for the quadratic field, else 1.</param>
    internal static byte[] Sum(int limbs, nint constants, int parts)
    {
        var routine = new FieldAssembly(limbs, constants, isProduct: false);
        for (var part = 0; part < parts; part++)
        {
            routine.Add(Left + part * limbs, routine._right + part * limbs);
            routine.StoreReduced(routine._result + part * limbs);
        }

        return routine.Return();
    }

    /// <summary>a - b.</summary>
    internal static byte[] Difference(int limbs, nint constants, int parts)
    {
        var routine = new FieldAssembly(limbs, constants, isProduct: false);
        for (var part = 0; part < parts; part++)
        {
            routine.Subtract(Left + part * limbs, routine._right + part * limbs);
            routine.StoreRaised(routine._result + part * limbs);
        }

        return routine.Return();
    }

    /// <summary>a · b.</summary>
    internal static byte[] Product(int limbs, nint constants)
    {
        var routine = new FieldAssembly(limbs, constants, isProduct: true);
        routine.Multiply(Left, routine._right, null);
        routine.StoreReduced(routine._result);
        return routine.Return();
    }

    /// <summary>(a + b·u) · (c + d·u) = a·c + (p - b)·d + (a·d + b·c)·u.</summary>
    internal static byte[] PairProduct(int limbs, nint constants)
    {
        var routine = new FieldAssembly(limbs, constants, isProduct: true);
        var (a, b, c, d) = (Left, Left + limbs, routine._right, routine._right + limbs);
        routine.Subtract(routine._prime, b);
        routine.Store(routine._first);
        routine.Multiply(a, c, (routine._first, d));
        routine.StoreReduced(routine._first);
        routine.Multiply(a, d, (b, c));
        routine.StoreReduced(routine._result + limbs);
        routine.Copy(routine._first, routine._result);
        return routine.Return();
    }

    /// <summary>(a + b·u)² = (a + b)·(a - b) + (a + a)·b·u.</summary>
    internal static byte[] PairSquare(int limbs, nint constants)
    {
        var routine = new FieldAssembly(limbs, constants, isProduct: true);
        var (a, b) = (Left, Left + limbs);
        routine.Add(a, b);
        routine.Store(routine._first);
        routine.Subtract(a, b);
        routine.StoreRaised(routine._second);
        routine.Multiply(routine._first, routine._second, null);
        routine.StoreReduced(routine._second);
        routine.Add(a, a);
        routine.Store(routine._first);
        routine.Multiply(routine._first, b, null);
        routine.StoreReduced(routine._result + limbs);
        routine.Copy(routine._second, routine._result);
        return routine.Return();
    }

    /// <summary>sum = left + right, which fits into the limbs.</summary>
    private void Add(Place left, Place right)
    {
        for (var i = 0; i < _limbs; i++)
        {
            _code.Load(_sum[i], left + i);
            if (i == 0)
            {
                _code.Add(_sum[i], right);
            }
            else
            {
                _code.AddWithCarry(_sum[i], right + i);
            }
        }
    }

    /// <summary>sum = left - right.</summary>
    private void Subtract(Place left, Place right)
    {
        for (var i = 0; i < _limbs; i++)
        {
            _code.Load(_sum[i], left + i);
            SubtractWord(i, right);
        }
    }

    /// <summary>sum = a · b, and + c · d, over R and below 2p.</summary>
    private void Multiply(Place a, Place b, (Place C, Place D)? more)
    {
        Array.ForEach(_sum[..(_limbs + 1)], _code.Clear);
        for (var i = 0; i < _limbs; i++)
        {
            _code.Load(Rdx, b + i);
            AddRow(a);
            if (more is var (c, d))
            {
                _code.Load(Rdx, d + i);
                AddRow(c);
            }

            // The multiple of p that clears the lowest word, which becomes the highest of the next step.
            _code.Move(Rdx, _sum[0]);
            _code.MultiplyLow(Rdx, _prime + _limbs);
            AddRow(_prime);
            var cleared = _sum[0];
            Array.Copy(_sum, 1, _sum, 0, _limbs);
            _sum[_limbs] = cleared;
        }
    }

    /// <summary>sum += rdx · number.</summary>
    private void AddRow(Place number)
    {
        _code.Clear(Rax);
        for (var i = 0; i < _limbs; i++)
        {
            _code.MultiplyRdx(Rbx, Rax, number + i);
            _code.AddFirst(_sum[i], Rax);
            _code.AddSecond(_sum[i + 1], Rbx);
        }

        _code.ClearQuietly(Rax);
        _code.AddFirst(_sum[_limbs], Rax);
    }

    private void Store(Place place)
    {
        for (var i = 0; i < _limbs; i++)
        {
            _code.Store(place + i, _sum[i]);
        }
    }

    private void Copy(Place from, Place to)
    {
        for (var i = 0; i < _limbs; i++)
        {
            _code.Load(_sum[i], from + i);
        }

        Store(to);
    }

    /// <summary>Stores a sum below 2p, p taken off where that leaves it not negative.</summary>
    private void StoreReduced(Place place)
    {
        Store(place);
        for (var i = 0; i < _limbs; i++)
        {
            SubtractWord(i, _prime);
        }

        for (var i = 0; i < _limbs; i++)
        {
            _code.LoadIfBorrowed(_sum[i], place + i);
        }

        Store(place);
    }

    /// <summary>Stores a difference, p added where it borrowed.</summary>
    private void StoreRaised(Place place)
    {
        _code.SpreadBorrow(Rbx);
        Store(place);
        _code.Add(_sum[0], _prime);
        for (var i = 1; i < _limbs; i++)
        {
            _code.AddWithCarry(_sum[i], _prime + i);
        }

        _code.Test(Rbx);
        for (var i = 0; i < _limbs; i++)
        {
            _code.LoadIfZero(_sum[i], place + i);
        }

        Store(place);
    }

    private void SubtractWord(int i, Place subtrahend)
    {
        if (i == 0)
        {
            _code.Subtract(_sum[i], subtrahend);
        }
        else
        {
            _code.SubtractWithBorrow(_sum[i], subtrahend + i);
        }
    }

    private byte[] Return()
    {
        _code.Move(Rax, _result.At);
        foreach (var register in _saved.Reverse())
        {
            _code.Pop(register);
        }

        _code.Return();
        return _code.ToArray();
    }
}
