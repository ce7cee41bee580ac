namespace Cos.Primitives.Text;

/// <summary>Finds the name a person most likely meant.</summary>
public static class NearestName
{
    private const int DistanceMax = 6;

    /// <summary>The known name with the least edit distance to <paramref name="given"/>, or null when none is near.</summary>
    public static string? Of(string given, IEnumerable<string> known)
    {
        string? nearest = null;
        var least = Math.Min(DistanceMax, (given.Length / 2) + 1) + 1;
        foreach (var name in known)
        {
            if (Math.Abs(given.Length - name.Length) >= least)
            {
                continue; // farther for its length alone; it may be a stranger's and very long
            }

            var distance = Distance(given, name);
            if (distance < least)
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
