using Cos.Primitives.Values;
using Cos.Vm.Code;

namespace Cos.Vm.Compiler;

/// <summary>Compiles every code before it first runs, initialisation code included: for tests and measurements.</summary>
public sealed class EagerCompilation : ICompilation
{
    private readonly int _chunkIlBytesMax;
    private readonly Dictionary<Hash256, CompiledCode?> _codes = [];

    /// <summary>Compiles as a node does.</summary>
    public EagerCompilation()
        : this(CompileLimits.ChunkIlBytesMax)
    {
    }

    /// <summary>Compiles in chunks of another length, for tests of what happens between chunks.</summary>
    public EagerCompilation(int chunkIlBytesMax) => _chunkIlBytesMax = chunkIlBytesMax;

    /// <summary>Codes that were compiled.</summary>
    public int Compiled { get; private set; }

    /// <summary>Codes that were left to the interpreter.</summary>
    public int Refused { get; private set; }

    /// <inheritdoc/>
    public long GasPerOffer => 0;

    /// <inheritdoc/>
    public CompiledCode? Offer(ByteCode code, long gasBurnt)
    {
        lock (_codes)
        {
            if (code.Hash is not { } hash)
            {
                return Compile(code);
            }

            if (!_codes.TryGetValue(hash, out var compiled))
            {
                compiled = Compile(code);
                _codes.Add(hash, compiled);
            }

            return compiled;
        }
    }

    private CompiledCode? Compile(ByteCode code)
    {
        var compiled = CodeCompiler.Compile(code, _chunkIlBytesMax);
        (Compiled, Refused) = compiled is null ? (Compiled, Refused + 1) : (Compiled + 1, Refused);
        return compiled;
    }
}
