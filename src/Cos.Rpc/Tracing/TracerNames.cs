using System.Collections.Frozen;

namespace Cos.Rpc.Tracing;

/// <summary>The tracers by the names that clients know.</summary>
internal static class TracerNames
{
    private static readonly FrozenDictionary<string, TracerKind> ByName = new Dictionary<string, TracerKind>
    {
        [""] = TracerKind.StructLog,
        ["callTracer"] = TracerKind.Call,
        ["flatCallTracer"] = TracerKind.FlatCall,
        ["prestateTracer"] = TracerKind.Prestate,
        ["4byteTracer"] = TracerKind.FourByte,
        ["noopTracer"] = TracerKind.Noop,
        ["muxTracer"] = TracerKind.Mux,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string Known = string.Join(", ", ByName.Keys.Where(static name => name.Length > 0).Order(StringComparer.Ordinal));

    /// <summary>Finds a tracer, or says which there are.</summary>
    internal static string? Find(string name, out TracerKind kind)
    {
        if (ByName.TryGetValue(name, out kind)) return null;
        const int nameCharsShown = 40;
        return name.AsSpan().ContainsAny('{', '(', '\n')
            ? $"tracers in JavaScript are not supported; the tracers are {Known}"
            : $"unknown tracer \"{(name.Length <= nameCharsShown ? name : name[..nameCharsShown] + "…")}\"; the tracers are {Known}, and without a name every instruction";
    }
}
