namespace Cos.Rpc.Tracing;

/// <summary>Which of geth's tracers a request names.</summary>
internal enum TracerKind
{
    /// <summary>Never asked for.</summary>
    Unspecified = 0,

    /// <summary>No name: every instruction.</summary>
    StructLog,

    /// <summary>callTracer: messages as a tree.</summary>
    Call,

    /// <summary>flatCallTracer: messages as a list, as Parity showed them.</summary>
    FlatCall,

    /// <summary>prestateTracer: accounts and slots before, or before and after.</summary>
    Prestate,

    /// <summary>4byteTracer: how often each selector was called.</summary>
    FourByte,

    /// <summary>noopTracer: nothing.</summary>
    Noop,

    /// <summary>muxTracer: several at once.</summary>
    Mux,
}
