using Cos.Vm.Code;

namespace Cos.Vm.Compiler;

/// <summary>Who decides what is compiled, and keeps it. Shared by threads. Whatever it answers, results are the same.</summary>
public interface ICompilation
{
    /// <summary>Gas that a code has to burn in one workspace before it is offered again; 0: it is offered before it runs at all.</summary>
    long GasPerOffer { get; }

    /// <summary>Offers code that has burnt so much gas since it was last offered; answers the compiled code where there is some.</summary>
    CompiledCode? Offer(ByteCode code, long gasBurnt);
}
