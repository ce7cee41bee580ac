using Cos.Execution.Tracing;
using Cos.Primitives;

namespace Cos.Rpc.Tracing;

/// <summary>Makes what watches a transaction for a request.</summary>
internal static class TraceMaker
{
    /// <summary>Makes one for one transaction.</summary>
    internal static ITrace Make(TraceRequest request, TracePlace place, TraceBudget budget) => request.Tracer switch
    {
        TracerKind.StructLog => new StructLogTrace(request.StructLogs, budget),
        TracerKind.Call => new CallTrace(request, budget),
        TracerKind.FlatCall => new FlatCallTrace(request, place, budget),
        TracerKind.Prestate => new PrestateTrace(request, budget),
        TracerKind.FourByte => new FourByteTrace(budget),
        TracerKind.Noop => new NoopTrace(),
        TracerKind.Mux => new MuxTrace([.. request.Inner.Select(inner => (inner.Name, Make(inner.Request, place, budget)))]),
        TracerKind.Unspecified => throw new InvariantBrokenException("a request names a tracer"),
    };
}
