using System.Globalization;

namespace Cos.Primitives.Values;

/// <summary>An amount of COS in units of 10^-8 (economy.md G1). Arithmetic is checked: a sum or difference out of range throws.</summary>
/// <param name="Units">Units of 10^-8 COS.</param>
public readonly record struct Credit(ulong Units) : IComparable<Credit>
{
    /// <summary>Decimals of COS text.</summary>
    public const int Decimals = 8;
    /// <summary>Units in one COS.</summary>
    public const ulong UnitsPerCos = 100_000_000;
    /// <summary>Wei in one unit: the EVM counts 18 decimals.</summary>
    public const ulong WeiPerUnit = 10_000_000_000;
    /// <summary>Basis points in the whole.</summary>
    public const uint BasisPointsWhole = 10_000;
    /// <summary>Nothing.</summary>
    public static readonly Credit Zero;
    /// <summary>All the COS there is: 102,400,000,000.</summary>
    public static readonly Credit TotalSupply = new(10_240_000_000_000_000_000);

    /// <summary>Makes an amount of units.</summary>
    public static Credit FromUnits(ulong units) => new(units);
    /// <summary>Makes an amount of whole COS; throws <see cref="OverflowException"/> where it does not fit.</summary>
    public static Credit FromCos(ulong cos) => new(cos * UnitsPerCos);
    /// <summary>Whether this is nothing.</summary>
    public bool IsZero => Units == 0;

    /// <summary>The amount in wei; always fits.</summary>
    public UInt256 ToWei() => (UInt256)Units * WeiPerUnit;
    /// <summary>Reads wei; false unless a whole number of units that fits 64 bits.</summary>
    public static bool TryFromWei(in UInt256 wei, out Credit credit)
    {
        UInt256 units = wei / WeiPerUnit;
        bool whole = units.FitsUInt64 && units * WeiPerUnit == wei;
        credit = whole ? new Credit(units.U0) : Zero;
        return whole;
    }

    /// <summary>The whole units in an amount of wei; throws <see cref="OverflowException"/> where they do not fit 64 bits.</summary>
    public static Credit FromWeiFloor(in UInt256 wei) => new((ulong)(wei / WeiPerUnit));

    /// <summary>The sum; throws <see cref="OverflowException"/> where it does not fit.</summary>
    public static Credit operator +(Credit a, Credit b) => new(checked(a.Units + b.Units));
    /// <summary>The difference; throws <see cref="OverflowException"/> where it would be negative.</summary>
    public static Credit operator -(Credit a, Credit b) => new(checked(a.Units - b.Units));
    /// <summary>Less-than.</summary>
    public static bool operator <(Credit a, Credit b) => a.Units < b.Units;
    /// <summary>Greater-than.</summary>
    public static bool operator >(Credit a, Credit b) => a.Units > b.Units;
    /// <summary>At-most.</summary>
    public static bool operator <=(Credit a, Credit b) => a.Units <= b.Units;
    /// <summary>At-least.</summary>
    public static bool operator >=(Credit a, Credit b) => a.Units >= b.Units;

    /// <summary>floor(amount * basisPoints / 10000), the product in 128 bits; throws <see cref="OverflowException"/> where the share does not fit.</summary>
    public Credit Share(uint basisPoints) => new(checked((ulong)((UInt128)Units * basisPoints / BasisPointsWhole)));

    /// <summary>Reads decimal COS with at most 8 decimals ("12.5"); no sign, exponent, spaces or separators.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Credit credit)
    {
        credit = Zero;
        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point], fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || fraction.Length > Decimals) return false;
        UInt128 units = 0;
        for (int i = 0; i < whole.Length + Decimals; i++)
        {
            int f = i - whole.Length;
            char c = f < 0 ? whole[i] : f < fraction.Length ? fraction[f] : '0';
            if (!char.IsAsciiDigit(c)) return false;
            units = (units * 10) + (uint)(c - '0');
            if (units > ulong.MaxValue) return false;
        }

        credit = new Credit((ulong)units);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Credit other) => Units.CompareTo(other.Units);

    /// <summary>Decimal COS, always with 8 decimals: "1.00000000".</summary>
    public override string ToString()
    {
        (ulong whole, ulong fraction) = Math.DivRem(Units, UnitsPerCos);
        return string.Create(CultureInfo.InvariantCulture, $"{whole}.{fraction:D8}");
    }
}
