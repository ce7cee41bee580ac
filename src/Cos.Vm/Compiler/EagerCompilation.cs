using Cos.Primitives.Values;
using Cos.Vm.Code;

namespace Cos.Vm.Compiler;

/// <summary>Compiles every code before it first runs, initialisation code included: for tests and measurements.</summary>
public sealed class EagerCompilation : ICompilation
{
    private readonly Dictionary<Hash256, CompiledCode?> _codes = [];

    /// <inheritdoc/>
    public long GasPerOffer => 0;

    /// <inheritdoc/>
    public CompiledCode? Offer(ByteCode code, long gasBurnt)
    {
        if (code.Hash is not { } hash)
        {
            return CodeCompiler.Compile(code);
        }

        lock (_codes)
        {
            if (!_codes.TryGetValue(hash, out var compiled))
            {
                compiled = CodeCompiler.Compile(code);
                _codes.Add(hash, compiled);
            }

            return compiled;
        }
    }
}
