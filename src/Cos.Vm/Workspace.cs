using Cos.Vm.Code;
using Cos.Vm.Interpreter;

namespace Cos.Vm;

/// <summary>Frames and analysed code that a thread keeps from one machine to the next. Not thread-safe; what it holds never changes a result.</summary>
public sealed class Workspace
{
    /// <summary>The deepest frame: calls below it fail.</summary>
    public const int DepthMax = 1024;

    private readonly Frame?[] _frames = new Frame?[DepthMax + 1];
    private readonly ModulusCache _moduli = new();

    internal CodeCache Codes { get; } = new();

    // A frame and its stack of 32 KiB are made when a call first goes so deep.
    internal Frame FrameAt(int depth) => _frames[depth] ??= new Frame(depth, _moduli);
}
