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

    /// <summary>Compiles in chunks of another length.</summary>
    internal EagerCompilation(int chunkIlBytesMax) => _chunkIlBytesMax = chunkIlBytesMax;

    /// <inheritdoc/>
    public long GasPerOffer => 0;

    /// <inheritdoc/>
    public CompiledCode? Offer(ByteCode code, long gasBurnt)
    {
        if (code.Hash is not { } hash)
        {
            return CodeCompiler.Compile(code, _chunkIlBytesMax);
        }

        lock (_codes)
        {
            if (!_codes.TryGetValue(hash, out var compiled))
            {
                compiled = CodeCompiler.Compile(code, _chunkIlBytesMax);
                _codes.Add(hash, compiled);
            }

            return compiled;
        }
    }
}
