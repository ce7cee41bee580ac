using Cos.Execution.Tracing;
using Cos.Rpc.Json;

namespace Cos.Rpc.Tracing;

/// <summary>Watches one transaction and shows what it saw. Disposed once it is shown, or is not to be.</summary>
internal interface ITrace : ITransactionTracer, IDisposable
{
    /// <summary>Writes what it saw as one value; the transaction was applied.</summary>
    void Write(JsonSink sink);
}
