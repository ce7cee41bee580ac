using Cos.Vm.Code;
using Cos.Vm.Interpreter;

namespace Cos.Vm.Compiler;

/// <summary>Chooses the engine that runs a frame, and notes what it burns.</summary>
internal static class HotPath
{
    /// <summary>Runs a frame until it ends or asks for another one.</summary>
    internal static void Run(Frame frame, ICompilation? compilation)
    {
        var code = frame.Code;
        if (compilation is not null && (code.Compiled ?? Ask(code, compilation)) is { } compiled)
        {
            compiled.Run(frame);
            return;
        }

        var gas = frame.Gas;
        ByteLoop.Run<Untraced>(frame);
        if (compilation is not null)
        {
            code.GasBurnt += Burnt(frame, gas);
        }
    }

    private static CompiledCode? Ask(ByteCode code, ICompilation compilation)
    {
        if (code.GasBurnt >= compilation.GasPerOffer)
        {
            code.Compiled = compilation.Offer(code, code.GasBurnt);
            code.GasBurnt = 0;
        }

        return code.Compiled;
    }

    // A frame that failed has burnt what it was given, but nobody had to work for that.
    private static long Burnt(Frame frame, long gas)
    {
        var burnt = gas - frame.Gas;
        return frame.Request.IsPending ? burnt - frame.Request.Gas : frame.Halt is Halt.Success or Halt.Revert ? burnt : 0;
    }
}
