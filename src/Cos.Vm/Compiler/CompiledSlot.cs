namespace Cos.Vm.Compiler;

/// <summary>What those who run compiled code hold of it. It is emptied when the compiled code is given up, so that none of them keeps its memory from being freed.</summary>
internal sealed class CompiledSlot(CompiledCode code)
{
    private volatile CompiledCode? _code = code;

    /// <summary>The compiled code; null once it was given up.</summary>
    internal CompiledCode? Code => _code;

    /// <summary>Lets go of the compiled code. Any thread may do so.</summary>
    internal void Empty() => _code = null;
}
