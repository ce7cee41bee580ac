using Cos.Vm.Code;
using Cos.Vm.Compiler;
using Cos.Vm.Interpreter;

namespace Cos.Vm;

/// <summary>Frames and analysed code that a thread keeps from one machine to the next. Not thread-safe; what it holds never changes a result.</summary>
/// <param name="compilation">Who compiles code that runs much; null: all of it is interpreted.</param>
public sealed class Workspace(ICompilation? compilation)
{
    /// <summary>The deepest frame: calls below it fail.</summary>
    public const int DepthMax = 1024;

    /// <summary>A workspace whose machines interpret.</summary>
    public Workspace()
        : this(null)
    {
    }

    private readonly Frame?[] _frames = new Frame?[DepthMax + 1];
    private readonly ModulusCache _moduli = new();

    internal ICompilation? Compilation { get; } = compilation;

    internal CodeCache Codes { get; } = new();

    // A frame and its stack of 32 KiB are made when a call first goes so deep.
    internal Frame FrameAt(int depth) => _frames[depth] ??= new Frame(depth, _moduli);
}
