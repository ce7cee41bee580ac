using System.Text.Json;
using Cos.Testing;

namespace Cos.Primitives.Tests;

/// <summary>The JSON objects of the basic vectors, by folder.</summary>
internal static class Vectors
{
    private const string Archive = "eth-tests-basic";

    /// <summary>Each named object of each JSON file below a folder.</summary>
    internal static IEnumerable<(string File, JsonProperty Case)> Under(string folder)
    {
        foreach (ConformanceFile file in ConformanceArchive.Files(Archive))
        {
            string path = file.Path.StartsWith("./", StringComparison.Ordinal) ? file.Path[2..] : file.Path;
            if (!path.StartsWith(folder, StringComparison.Ordinal) || !path.EndsWith(".json", StringComparison.Ordinal)) continue;
            JsonElement root = JsonDocument.Parse(file.Content).RootElement;
            if (root.ValueKind != JsonValueKind.Object) continue;
            foreach (JsonProperty property in root.EnumerateObject()) yield return (path, property);
        }
    }

    /// <summary>One file whole.</summary>
    internal static JsonElement File(string path)
    {
        ConformanceFile file = ConformanceArchive.Files(Archive).First(f => f.Path.EndsWith(path, StringComparison.Ordinal));
        return JsonDocument.Parse(file.Content).RootElement;
    }
}
