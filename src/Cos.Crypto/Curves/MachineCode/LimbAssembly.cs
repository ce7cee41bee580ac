using static Cos.Crypto.Curves.MachineCode.Register;

namespace Cos.Crypto.Curves.MachineCode;

/// <summary>
/// The steps of which the routines of a prime field are made, on numbers of a few limbs. The result's address comes in rdi, those of the operands in rsi and
/// rdx; rax gives the first back. A product goes limb by limb (Koç, Acar and Kaliski, "Analyzing and comparing Montgomery multiplication algorithms", 1996,
/// CIOS): lower and upper words of a row add up in two chains of carries side by side, which C# cannot say.
/// </summary>
/// <remarks>
/// Bound of ab + cd: where the sum in the registers is below a + c + p before a step it is below 2^64 · (a + c + p) within the step, and below a + c + p again
/// after it. Here a + c is at most 2p, and limbs + 1 registers hold 2^64 · 3p, because 4p fits into the limbs. What comes out is below (ab + cd) / R + p with
/// ab + cd at most 2p², and so below 2p: one subtraction brings it below p.
/// </remarks>
internal sealed class LimbAssembly
{
    /// <summary>The most limbs that the registers hold.</summary>
    internal const int LimbsMax = 6;

    private readonly Assembler _code = new();
    private readonly int _limbs;
    private readonly Register[] _saved;
    private readonly Register[] _sum;

    /// <summary>Begins a routine.</summary>
    /// <param name="limbs">The limbs of an element.</param>
    /// <param name="constants">Where p's limbs are, and -1/p modulo 2^64 after them.</param>
    /// <param name="isProduct">Whether it multiplies.</param>
    internal LimbAssembly(int limbs, nint constants, bool isProduct)
    {
        _limbs = limbs;
        (First, Second) = (new(Rsp, -limbs), new(Rsp, -2 * limbs));
        _saved = isProduct ? [Rbx, Rbp, R12, R13, R14, R15] : [Rbx, Rbp];
        _sum = isProduct ? [R9, R10, R11, R12, R13, R14, R15] : [Rax, Rcx, R8, R9, R10, R11];
        (Prime, Result, Right) = (new(Rbp, 0), new(isProduct ? R8 : Rdi, 0), new(isProduct ? Rcx : Rdx, 0));
        Array.ForEach(_saved, _code.Push);
        if (isProduct)
        {
            _code.Move(Result.At, Rdi);
            _code.Move(Right.At, Rdx);
        }

        _code.Load(Prime.At, (ulong)constants);
    }

    /// <summary>Where the first operand is.</summary>
    internal Place Left { get; } = new(Rsi, 0);

    /// <summary>Where the second operand is.</summary>
    internal Place Right { get; }

    /// <summary>Where the result goes.</summary>
    internal Place Result { get; }

    /// <summary>Where p is.</summary>
    internal Place Prime { get; }

    /// <summary>Room for a number in the red zone, the 128 bytes below the stack that a routine without calls may use.</summary>
    internal Place First { get; }

    /// <summary>Room for another.</summary>
    internal Place Second { get; }

    /// <summary>sum = left + right, which fits into the limbs.</summary>
    internal void Add(Place left, Place right)
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
    internal void Subtract(Place left, Place right)
    {
        for (var i = 0; i < _limbs; i++)
        {
            _code.Load(_sum[i], left + i);
            SubtractWord(_sum[i], i, right);
        }
    }

    /// <summary>sum = 3a, which fits.</summary>
    internal void Triple(Place a)
    {
        Add(a, a);
        _code.Add(_sum[0], a);
        for (var i = 1; i < _limbs; i++)
        {
            _code.AddWithCarry(_sum[i], a + i);
        }
    }

    /// <summary>sum = half a sum below 3p, or of that and p where it is odd; 4p fits.</summary>
    internal void Halve()
    {
        Store(First);
        _code.Add(_sum[0], Prime);
        for (var i = 1; i < _limbs; i++)
        {
            _code.AddWithCarry(_sum[i], Prime + i);
        }

        _code.Load(Rbx, 1);
        _code.And(Rbx, First);
        for (var i = 0; i < _limbs; i++)
        {
            _code.LoadIfZero(_sum[i], First + i);
        }

        for (var i = 0; i < _limbs; i++)
        {
            if (i + 1 < _limbs)
            {
                _code.ShiftRightOne(_sum[i], _sum[i + 1]);
            }
            else
            {
                _code.ShiftRightOne(_sum[i]);
            }
        }
    }

    /// <summary>sum = a · b, and + c · d, over R and below 2p.</summary>
    internal void Multiply(Place a, Place b, (Place C, Place D)? more)
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
            _code.MultiplyLow(Rdx, Prime + _limbs);
            AddRow(Prime);
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

    /// <summary>Stores the sum.</summary>
    internal void Store(Place place)
    {
        for (var i = 0; i < _limbs; i++)
        {
            _code.Store(place + i, _sum[i]);
        }
    }

    /// <summary>Copies a number.</summary>
    internal void Copy(Place from, Place to)
    {
        for (var i = 0; i < _limbs; i++)
        {
            _code.Load(_sum[i], from + i);
        }

        Store(to);
    }

    /// <summary>Stores a sum below 2p, p taken off where that leaves it not negative.</summary>
    internal void StoreReduced(Place place)
    {
        Store(place);
        for (var i = 0; i < _limbs; i++)
        {
            SubtractWord(_sum[i], i, Prime);
        }

        for (var i = 0; i < _limbs; i++)
        {
            _code.LoadIfBorrowed(_sum[i], place + i);
        }

        Store(place);
    }

    /// <summary>The same after a routine's last product, when the registers of operands are free: without the way through memory.</summary>
    internal void StoreReducedAtLast(Place place)
    {
        Register[] reduced = [Rax, Rbx, Rcx, Rdx, Rsi, Rdi];
        for (var i = 0; i < _limbs; i++)
        {
            _code.Move(reduced[i], _sum[i]);
            SubtractWord(reduced[i], i, Prime);
        }

        for (var i = 0; i < _limbs; i++)
        {
            _code.MoveIfBorrowed(reduced[i], _sum[i]);
            _code.Store(place + i, reduced[i]);
        }
    }

    /// <summary>Stores a difference, p added where it borrowed.</summary>
    internal void StoreRaised(Place place)
    {
        _code.SpreadBorrow(Rbx);
        Store(place);
        _code.Add(_sum[0], Prime);
        for (var i = 1; i < _limbs; i++)
        {
            _code.AddWithCarry(_sum[i], Prime + i);
        }

        _code.Test(Rbx);
        for (var i = 0; i < _limbs; i++)
        {
            _code.LoadIfZero(_sum[i], place + i);
        }

        Store(place);
    }

    private void SubtractWord(Register from, int i, Place subtrahend)
    {
        if (i == 0)
        {
            _code.Subtract(from, subtrahend);
        }
        else
        {
            _code.SubtractWithBorrow(from, subtrahend + i);
        }
    }

    /// <summary>Ends the routine, and gives its code.</summary>
    internal byte[] Return()
    {
        _code.Move(Rax, Result.At);
        foreach (var register in _saved.Reverse())
        {
            _code.Pop(register);
        }

        _code.Return();
        return _code.ToArray();
    }
}
