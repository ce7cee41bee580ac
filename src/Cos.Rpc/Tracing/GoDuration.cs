using System.Buffers;
using System.Globalization;

namespace Cos.Rpc.Tracing;

/// <summary>A length of time as Go writes it: "5s", "300ms", "1m30s", "1.5h".</summary>
internal static class GoDuration
{
    private const int CharsMax = 32;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly TimeSpan Max = TimeSpan.FromDays(1);

    /// <summary>Reads one; what is longer than a day is a day.</summary>
    internal static bool TryRead(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.Length is 0 or > CharsMax) return false;
        decimal seconds = 0;
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count)) return false;
            rest = rest[digits..];
            int letters = rest.IndexOfAny(Digits);
            ReadOnlySpan<char> unit = letters < 0 ? rest : rest[..letters];
            if (SecondsOf(unit) is not { } length) return false;
            seconds += Math.Min(count, 1_000_000_000_000m) * length;
            rest = rest[unit.Length..];
        }

        duration = seconds >= (decimal)Max.TotalSeconds ? Max : TimeSpan.FromSeconds((double)seconds);
        return true;
    }

    private static decimal? SecondsOf(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => 3600m,
        "m" => 60m,
        "s" => 1m,
        "ms" => 0.001m,
        "us" or "µs" or "μs" => 0.000_001m,
        "ns" => 0.000_000_001m,
        _ => null,
    };
}
